// Search in the whole book, without a server: the index is a script, read when first needed.
//
// The index is assets/search-index.js, written by Lectern. Its words are folded (lower case,
// without accents) and sorted, each with the sections it stands in.
"use strict";

{
  const form = document.querySelector(".search");
  const field = form?.querySelector("input");
  const panel = form?.querySelector(".results");
  const list = form?.querySelector("[role=listbox]");
  const status = form?.querySelector("[role=status]");
  const most = 30;
  let index;

  if (form) listen();

  // The words of a text as the index has them: writing without blanks character by character.

  const accents = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
  const unspaced = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf"
    + "\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const word = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{Alphabetic}\\p{M}\\p{N}])+`, "gu");

  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(accents, "").replace(/ς/g, "σ")
      .normalize("NFC");
  }

  function wordsOf(text) { return [...new Set(fold(text).match(word) ?? [])]; }

  // Whether a word is meant by one that was typed: one letter stands for itself only.
  function isMeant(word, typed) {
    return typed.length < 2 ? word === typed : word.startsWith(typed);
  }

  // The index

  class Index {
    constructor({ pages, sections, words }) {
      this.pages = pages;
      this.sections = sections;
      const known = (text) => ({ words: wordsOf(text), folded: fold(text) });
      this.titles = pages.map(([, title]) => known(title));
      this.headings = sections.map(([, , heading]) => heading && known(heading));
      this.words = [];
      this.places = [];
      let word = "";
      for (const entry of words.split(",")) {
        const gap = entry.indexOf(" ");
        word = word.slice(0, digit(entry.charCodeAt(0))) + entry.slice(1, gap);
        this.words.push(word);
        this.places.push(entry.slice(gap + 1));
      }
    }

    // The sections with a word that is meant by `typed`, each with how well it fits.
    sectionsWith(typed) {
      const found = new Map();
      let low = 0, high = this.words.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.words[middle] < typed) low = middle + 1;
        else high = middle;
      }
      for (; low < this.words.length && isMeant(this.words[low], typed); low++) {
        const fit = this.words[low] === typed ? 4 : 1;
        this.eachPlace(this.places[low], (section, often) => {
          found.set(section, Math.max(found.get(section) ?? 0, fit + often));
        });
      }
      return found;
    }

    // Numbers grow from one to the next: high digits first, the last one from the upper range.
    eachPlace(places, visit) {
      let section = -1, number = 0;
      for (let i = 0; i < places.length; i++) {
        const value = digit(places.charCodeAt(i));
        if (value < 40) {
          number = number * 40 + value;
        } else {
          number = number * 50 + value - 40;
          section += (number >> 1) + 1;
          visit(section, number & 1);
          number = 0;
        }
      }
    }

    // The best sections for a query: those with all its words, else those of pages with all.
    find(query) {
      const wanted = wordsOf(query);
      if (!wanted.length) return [];
      const each = wanted.map((word) => this.sectionsWith(word));
      const fits = new Map();
      for (const section of each[0].keys()) {
        if (each.every((found) => found.has(section))) {
          fits.set(section, each.reduce((sum, found) => sum + found.get(section), 0));
        }
      }
      if (!fits.size) this.addPages(each, fits);
      const whole = fold(query.trim());
      for (const [section, fit] of fits) fits.set(section, fit + this.merit(section, wanted, whole));
      return [...fits].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([section]) => section);
    }

    // For each page that has all words somewhere, its section with most of them.
    addPages(each, fits) {
      const pages = each.map((found) => new Set([...found.keys()].map((s) => this.sections[s][0])));
      const best = new Map();
      for (const found of each) {
        for (const section of found.keys()) {
          const page = this.sections[section][0];
          if (!pages.every((all) => all.has(page))) continue;
          const count = each.filter((other) => other.has(section)).length;
          if (count > (best.get(page)?.count ?? 0)) best.set(page, { section, count });
        }
      }
      for (const { section, count } of best.values()) fits.set(section, count);
    }

    // What standing in a heading is worth.
    merit(section, wanted, whole) {
      const heading = this.headings[section];
      const title = this.titles[this.sections[section][0]];
      let sum = 0;
      for (const [text, weight] of [[heading, 3], [title, 2]]) {
        if (!text) continue;
        for (const word of wanted) {
          if (text.words.includes(word)) sum += 3 * weight;
          else if (text.words.some((other) => isMeant(other, word))) sum += 2 * weight;
        }
        if (text.folded.includes(whole)) sum += 2 * weight;
      }
      return heading ? sum : sum + 1;
    }
  }

  // Digits are the printable characters that need no escape and part nothing.
  function digit(code) { return code - 0x23 - (code > 0x2c) - (code > 0x5c); }

  function load() {
    index ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = form.dataset.root + "assets/search-index.js";
      script.onload = () => done(new Index(lecternIndex));
      script.onerror = () => failed(new Error("the index can't be read"));
      document.head.append(script);
    });
    return index;
  }

  // The box (ARIA authoring practices, "Combobox with list autocomplete").

  function listen() {
    field.addEventListener("focus", () => { load().catch(() => {}); show(); });
    field.addEventListener("input", show);
    field.addEventListener("keydown", useKey);
    form.addEventListener("submit", (event) => { event.preventDefault(); follow(); });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) close();
    });
    list.addEventListener("click", () => close());
    addEventListener("keydown", (event) => {
      const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
  }

  async function show() {
    const query = field.value;
    if (!query.trim()) return close();
    try {
      const book = await load();
      if (query !== field.value) return;
      const found = book.find(query);
      list.replaceChildren(...found.slice(0, most).map((s, i) => row(book, s, i, wordsOf(query))));
      status.textContent = found.length > most ? `the best ${most} of ${found.length}`
        : found.length ? `${found.length} found` : "nothing found";
    } catch (error) {
      status.textContent = error.message;
    }
    select(list.firstElementChild);
    panel.hidden = false;
    field.setAttribute("aria-expanded", "true");
  }

  function row(book, number, place, wanted) {
    const [page, id, heading, opening] = book.sections[number];
    const [path, title] = book.pages[page];
    const link = document.createElement("a");
    link.setAttribute("role", "option");
    link.id = `lectern-result-${place}`;
    link.tabIndex = -1;
    link.href = form.dataset.root + path + (id ? "#" + encodeURIComponent(id) : "");
    const name = document.createElement("b");
    name.append(...marked(heading || title, wanted));
    link.append(name);
    if (heading) link.append(piece("in", [" in " + title]));
    if (opening) link.append(piece("opening", marked(opening, wanted)));
    return link;
  }

  function piece(name, content) {
    const span = document.createElement("span");
    span.className = name;
    span.append(...content);
    return span;
  }

  // The text, with what was looked for as `mark` elements.
  function marked(text, wanted) {
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(word)) {
      if (!wanted.some((typed) => isMeant(fold(match[0]), typed))) continue;
      pieces.push(text.slice(end, match.index), document.createElement("mark"));
      pieces.at(-1).textContent = match[0];
      end = match.index + match[0].length;
    }
    return [...pieces, text.slice(end)];
  }

  function select(link) {
    for (const other of list.children) other.setAttribute("aria-selected", other === link);
    if (link) field.setAttribute("aria-activedescendant", link.id);
    else field.removeAttribute("aria-activedescendant");
    link?.scrollIntoView({ block: "nearest" });
  }

  function useKey(event) {
    if (event.isComposing) return;
    const here = list.querySelector("[aria-selected=true]");
    const ways = {
      ArrowDown: () => select(here?.nextElementSibling ?? list.firstElementChild),
      ArrowUp: () => select(here?.previousElementSibling ?? list.lastElementChild),
      Escape: () => { if (panel.hidden) field.value = ""; close(); },
      Enter: follow,
    };
    if (!(event.key in ways)) return;
    event.preventDefault();
    if (panel.hidden && event.key.startsWith("Arrow")) show();
    else ways[event.key]();
  }

  function follow() { list.querySelector("[aria-selected=true]")?.click(); }

  function close() {
    panel.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
}
