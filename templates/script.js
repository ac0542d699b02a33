// Tabs, theme, copy buttons, contents. The page reads well without any of it.
//
// The script stands in the head and runs before the page is painted, so that the chosen tab and
// theme are there from the start; the rest waits until the page has been read.
"use strict";

const root = document.documentElement;

// Private windows and some file viewers refuse storage; then nothing is remembered.
const memory = {
  get(name) { try { return localStorage.getItem("lectern-" + name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem("lectern-" + name, value); } catch {} },
};

const themes = ["auto", "light", "dark"];

root.classList.add("scripted");
if (themes.includes(memory.get("theme"))) setTheme(memory.get("theme"));

// The tab asked for by the address, else the one chosen before, else the page's first.
const tabsOfPage = [...document.querySelectorAll("meta[name=lectern-tab]")].map((m) => m.content);
const asked = key(new URLSearchParams(location.search).get("tab") ?? "");
if (tabsOfPage.includes(asked)) memory.set("tab", asked);
const wanted = [asked, memory.get("tab"), tabsOfPage[0]].find((tab) => tabsOfPage.includes(tab));
if (wanted) choose(wanted);

function key(name) { return name.toLowerCase().replace(/[^\p{Alphabetic}\p{N}]/gu, "-"); }

function choose(tab) {
  root.dataset.tab = tab;
  for (const button of document.querySelectorAll(".tab")) mark(button);
}

function mark(button) {
  const isChosen = button.dataset.tab === root.dataset.tab;
  button.setAttribute("aria-selected", isChosen);
  const tabs = [...button.parentElement.children];
  const reachable = tabs.find((other) => other.dataset.tab === root.dataset.tab) ?? tabs[0];
  button.tabIndex = button === reachable ? 0 : -1;
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll(".tab-bar").forEach(addTabs);
  document.querySelectorAll(".input, .code").forEach(addCopyButton);
  const boxes = document.querySelectorAll("pre, .scroll, .table, .figure, math[display=block]");
  const observer = new ResizeObserver((changes) => makeReachable(changes.map((c) => c.target)));
  makeReachable([...boxes]);
  boxes.forEach((box) => observer.observe(box));
  addThemeButton();
  openFolds();
  showPlaceInBook();
  followContents();
  openTarget();
  addEventListener("hashchange", openTarget);
});

// Tabs (ARIA authoring practices, "Tabs with automatic activation").

function addTabs(bar) {
  for (const tab of bar.children) {
    const panel = document.getElementById(tab.getAttribute("aria-controls"));
    panel?.setAttribute("role", "tabpanel");
    panel?.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => chooseHere(tab));
    tab.addEventListener("keydown", (event) => moveTab(event, tab));
    mark(tab);
  }
}

// Chooses a tab everywhere, and keeps the place the reader was at where it was on the screen.
function chooseHere(tab) {
  const before = tab.getBoundingClientRect().top;
  choose(tab.dataset.tab);
  memory.set("tab", tab.dataset.tab);
  scrollBy(0, tab.getBoundingClientRect().top - before);
}

function moveTab(event, tab) {
  const tabs = [...tab.parentElement.children];
  const here = tabs.indexOf(tab);
  const forward = getComputedStyle(tab).direction === "rtl" ? -1 : 1;
  const places = {
    ArrowRight: here + forward, ArrowLeft: here - forward, Home: 0, End: tabs.length - 1,
  };
  if (!(event.key in places) || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const next = tabs[(places[event.key] + tabs.length) % tabs.length];
  chooseHere(next);
  next.focus({ preventScroll: true });
}

// A link may lead into a panel that is not shown, or into a fold.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const panel = target.closest(".panel");
  if (panel && panel.dataset.tab !== root.dataset.tab) choose(panel.dataset.tab);
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  target.scrollIntoView();
}

// Code

function addCopyButton(block) {
  const code = block.querySelector("code");
  if (!code) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy this code");
  button.addEventListener("click", async () => {
    button.textContent = (await copy(code.textContent)) ? "Copied" : "Failed";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  block.append(button);
}

// Pages opened from a folder have no clipboard to write to; there the selection still copies.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// What scrolls must be reachable without a mouse, and what does not scroll should not be a stop.
function makeReachable(boxes) {
  const scrolls = boxes.map((box) => {
    return box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  });
  for (const [index, box] of boxes.entries()) {
    if (scrolls[index]) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

// Theme

// The page's own theme is that of the book, until the reader has chosen one.
function setTheme(theme) {
  if (theme === "auto") delete root.dataset.theme;
  else root.dataset.theme = theme;
}

function addThemeButton() {
  const button = document.querySelector(".theme");
  if (!button) return;
  const name = () => root.dataset.theme ?? "auto";
  const show = () => {
    button.querySelector("span").textContent = name();
    button.setAttribute("aria-label", "Theme: " + name());
    button.title = "Theme: " + name();
  };
  show();
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(name()) + 1) % themes.length];
    memory.set("theme", next);
    setTheme(next);
    show();
  });
}

// Contents

// Beside the text, the lists are open whatever their folds say; older browsers need them opened.
function openFolds() {
  if (CSS.supports("selector(::details-content)")) return;
  const opened = { ".book": "(min-width: 60rem)", ".contents": "(min-width: 80rem)" };
  for (const [name, width] of Object.entries(opened)) {
    const fold = document.querySelector(name + " > details");
    if (fold) fold.open = matchMedia(width).matches;
  }
}

// Scrolls the chapters so that this one is among those shown.
function showPlaceInBook() {
  const list = document.querySelector(".book");
  const here = list?.querySelector("[aria-current=page]");
  if (!here || list.scrollHeight <= list.clientHeight) return;
  list.scrollTop = here.offsetTop - list.clientHeight / 3;
}

// Marks the section being read in the lists that lead to it.
function followContents() {
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a, .book li li a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, [...(links.get(heading) ?? []), link]);
  }
  if (!links.size) return;
  const update = () => {
    const headings = [...links.keys()].filter((heading) => heading.offsetParent);
    const current = headings.findLast((heading) => heading.getBoundingClientRect().top < 120);
    for (const [heading, all] of links) {
      for (const link of all) {
        if (heading === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  };
  let isPlanned = false;
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => { isPlanned = false; update(); });
  };
  addEventListener("scroll", plan, { passive: true });
  addEventListener("resize", plan);
  update();
}
