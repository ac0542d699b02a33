import Markup
import MathML
import Testing

/// Returns what stands inside the `math` element of `tex`.
private func inside(_ tex: String, isDisplay: Bool = false) -> String {
  var converter = MathConverter()
  let formula = converter.convert(tex, isDisplay: isDisplay)
  let start = isDisplay ? "<math display=\"block\">" : "<math>"
  let markup = formula.html.markup
  guard markup.hasPrefix(start), markup.hasSuffix("</math>") else { return markup }
  return String(markup.dropFirst(start.count).dropLast("</math>".count))
}

/// What gives the rows of tables the height of a line.
private let strut = "<mspace height=\"0.65em\" depth=\"0.15em\"></mspace>"

@Suite struct `A formula among words` {
  @Test(arguments: [
    // Letters are slanted by the browser; what is upright says so.
    ("x", "<mi>x</mi>"),
    ("2x", "<mn>2</mn><mi>x</mi>"),
    ("3.14", "<mn>3.14</mn>"),
    (".5", "<mn>.5</mn>"),
    (#"\alpha\Gamma"#, "<mi>α</mi><mi mathvariant=\"normal\">Γ</mi>"),
    (#"\infty"#, "<mi>∞</mi>"),
    (#"\nabla f"#, "<mi mathvariant=\"normal\">∇</mi><mi>f</mi>"),
    ("x % a comment\n y", "<mi>x</mi><mi>y</mi>"),
    ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
    ("", ""),
    // Alphabets.
    (#"\mathbf{x}"#, "<mi>𝐱</mi>"),
    (#"\mathbf x_1"#, "<msub><mi>𝐱</mi><mn>1</mn></msub>"),
    (#"\mathbf{w1}"#, "<mrow><mi>𝐰</mi><mn>𝟏</mn></mrow>"),
    (#"\mathbb{R}"#, "<mi>ℝ</mi>"),
    (#"\mathbb{1}"#, "<mn>𝟙</mn>"),
    (#"\mathcal{LN}"#, "<mi>ℒ𝒩</mi>"),
    (#"\mathfrak{g}"#, "<mi>𝔤</mi>"),
    (#"\mathsf{T}"#, "<mi>𝖳</mi>"),
    (#"\mathtt{a0}"#, "<mrow><mi>𝚊</mi><mn>𝟶</mn></mrow>"),
    (#"\mathrm{d}"#, "<mi mathvariant=\"normal\">d</mi>"),
    (#"\mathrm{ReLU}"#, "<mi>ReLU</mi>"),
    (#"\boldsymbol{\theta}"#, "<mi>𝜽</mi>"),
    (#"\boldsymbol{\Sigma}"#, "<mi>𝚺</mi>"),
    (#"\mathbf{\Sigma}"#, "<mi>𝚺</mi>"),
    (#"{\bf x}y"#, "<mi>𝐱</mi><mi>y</mi>"),
    // Scripts.
    ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
    ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
    ("x_12", "<msub><mi>x</mi><mn>1</mn></msub><mn>2</mn>"),
    ("x_{12}", "<msub><mi>x</mi><mn>12</mn></msub>"),
    ("{}_a X", "<msub><mrow></mrow><mi>a</mi></msub><mi>X</mi>"),
    ("f''", "<mrow><mi>f</mi><mo lspace=\"0\" rspace=\"0\">″</mo></mrow>"),
    (#"f^\prime"#, "<mrow><mi>f</mi><mo lspace=\"0\" rspace=\"0\">′</mo></mrow>"),
    (
      "f'^2",
      "<msup><mrow><mi>f</mi><mo lspace=\"0\" rspace=\"0\">′</mo></mrow><mn>2</mn></msup>"
    ),
    (
      "f'_i",
      "<msub><mrow><mi>f</mi><mo lspace=\"0\" rspace=\"0\">′</mo></mrow><mi>i</mi></msub>"
    ),
    // Fences grow when there is a reason.
    (
      #"\left(x_i\right)"#,
      "<mrow><mo form=\"prefix\" stretchy=\"false\">(</mo><msub><mi>x</mi><mi>i</mi></msub>"
        + "<mo form=\"postfix\" stretchy=\"false\">)</mo></mrow>"
    ),
    (
      #"\left[\frac ab\right]"#,
      "<mrow><mo form=\"prefix\" stretchy=\"true\">[</mo><mfrac><mi>a</mi><mi>b</mi></mfrac>"
        + "<mo form=\"postfix\" stretchy=\"true\">]</mo></mrow>"
    ),
    (#"x^\frac12"#, "<msup><mi>x</mi><mfrac><mn>1</mn><mn>2</mn></mfrac></msup>"),
    // Fractions and roots.
    (#"\frac12"#, "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
    (#"\frac{ab}{c}"#, "<mfrac><mrow><mi>a</mi><mi>b</mi></mrow><mi>c</mi></mfrac>"),
    (#"{a \over b}"#, "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
    (
      #"{n \choose k}"#,
      "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo><mfrac linethickness=\"0\">"
        + "<mi>n</mi><mi>k</mi></mfrac><mo form=\"postfix\" stretchy=\"true\">)</mo></mrow>"
    ),
    (
      #"\dfrac12"#,
      "<mstyle displaystyle=\"true\" scriptlevel=\"0\"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>"
    ),
    (#"\sqrt{x}"#, "<msqrt><mi>x</mi></msqrt>"),
    (#"\sqrt[3]x"#, "<mroot><mi>x</mi><mn>3</mn></mroot>"),
    // Accents.
    (#"\hat y"#, "<mover accent=\"true\"><mi>y</mi><mo stretchy=\"false\">ˆ</mo></mover>"),
    (
      #"\widehat{ab}"#,
      "<mover accent=\"true\"><mrow><mi>a</mi><mi>b</mi></mrow>"
        + "<mo stretchy=\"true\">^</mo></mover>"
    ),
    (
      #"\overline x"#,
      "<mrow style=\"border-top: 0.06em solid; padding-top: 0.12em\"><mi>x</mi></mrow>"
    ),
    // Limits stand at the side among words, and over and under when they are told to.
    (#"\sum_i^n"#, "<msubsup><mo lspace=\"0\" rspace=\"0\">∑</mo><mi>i</mi><mi>n</mi></msubsup>"),
    (
      #"\sum\limits_i x"#,
      "<munder><mo lspace=\"0\" rspace=\"0.1667em\" movablelimits=\"false\">∑</mo><mi>i</mi>"
        + "</munder><mi>x</mi>"
    ),
    (#"\overset{a}{b}"#, "<mover><mi>b</mi><mi>a</mi></mover>"),
    // Negation.
    (#"a\not=b"#, "<mi>a</mi><mo>≠</mo><mi>b</mi>"),
    (#"a\not\in b"#, "<mi>a</mi><mo>∉</mo><mi>b</mi>"),
    // Text.
    (#"\text{if }x"#, "<mtext>if\u{A0}</mtext><mi>x</mi>"),
    (#"\textbf{a < b}"#, "<mtext style=\"font-weight: bold\">a &lt; b</mtext>"),
    (#"\operatorname{softmax}"#, "<mi>softmax</mi>"),
  ])
  func `becomes`(tex: String, mathML: String) { #expect(inside(tex) == mathML) }
}

@Suite struct `The space around signs` {
  @Test(arguments: [
    // What browsers do by themselves is not said.
    ("a+b=c", "<mi>a</mi><mo>+</mo><mi>b</mi><mo>=</mo><mi>c</mi>"),
    // A sign without an operand on its left is no operator.
    ("-x", "<mo>−</mo><mi>x</mi>"),
    ("a=-b", "<mi>a</mi><mo>=</mo><mo lspace=\"0\" rspace=\"0\">−</mo><mi>b</mi>"),
    (
      "(-b)",
      "<mo stretchy=\"false\">(</mo><mo lspace=\"0\" rspace=\"0\">−</mo><mi>b</mi>"
        + "<mo stretchy=\"false\">)</mo>"
    ),
    // Scripts have no space around operators and relations.
    (
      "x^{a+b}",
      "<msup><mi>x</mi><mrow><mi>a</mi><mo lspace=\"0\" rspace=\"0\">+</mo><mi>b</mi></mrow></msup>"
    ),
    // A bar is a relation only when it is called one.
    ("a|b", "<mi>a</mi><mo lspace=\"0\" rspace=\"0\" stretchy=\"false\">|</mo><mi>b</mi>"),
    (
      #"a\mid b"#,
      "<mi>a</mi><mo lspace=\"0.2778em\" rspace=\"0.2778em\" stretchy=\"false\">∣</mo><mi>b</mi>"
    ),
    // Browsers give a cross less space than TeX.
    (
      #"a\times b"#,
      "<mi>a</mi><mo lspace=\"0.2222em\" rspace=\"0.2222em\">×</mo><mi>b</mi>"
    ),
    // Two relations are one.
    (
      "x:=y",
      "<mi>x</mi><mo lspace=\"0.2778em\" rspace=\"0\">:</mo><mo lspace=\"0\" rspace=\"0.2778em\">"
        + "=</mo><mi>y</mi>"
    ),
    // A comma is followed by space, unless braces make it a letter.
    ("f,g", "<mi>f</mi><mo>,</mo><mi>g</mi>"),
    ("1{,}5", "<mn>1</mn><mo lspace=\"0\" rspace=\"0\">,</mo><mn>5</mn>"),
    // Functions are set off from letters, not from their parentheses.
    (#"2\sin x"#, "<mn>2</mn>\(thin)<mi>sin</mi>\(thin)<mi>x</mi>"),
    (
      #"\sin(x)"#,
      "<mi>sin</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>"
    ),
    (#"a\,b\quad c"#, "<mi>a</mi>\(thin)<mi>b</mi><mspace width=\"1em\"></mspace><mi>c</mi>"),
    (#"a\!b"#, "<mi>a</mi><mspace style=\"margin-left: -0.1667em\"></mspace><mi>b</mi>"),
    (#"\mkern9mu"#, "<mspace width=\"0.5em\"></mspace>"),
    (#"\dots+x"#, "<mo lspace=\"0\" rspace=\"0\">⋯</mo><mo>+</mo><mi>x</mi>"),
  ])
  func `is TeX's`(tex: String, mathML: String) { #expect(inside(tex) == mathML) }
}

private let thin = "<mspace width=\"0.1667em\"></mspace>"

@Suite struct `A formula on a line of its own` {
  @Test func `has the limits of operators over and under them`() {
    #expect(
      inside(#"\sum_{i=1}^n i"#, isDisplay: true)
        == "<munderover><mo lspace=\"0\" rspace=\"0.1667em\">∑</mo><mrow><mi>i</mi>"
        + "<mo lspace=\"0\" rspace=\"0\">=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>")
    #expect(
      inside(#"\lim_n a"#, isDisplay: true)
        == "<munder><mi>lim</mi><mi>n</mi></munder>\(thin)<mi>a</mi>")
    #expect(
      inside(#"\int_0^1"#, isDisplay: true)
        == "<msubsup><mo lspace=\"0\" rspace=\"0\">∫</mo><mn>0</mn><mn>1</mn></msubsup>")
  }

  @Test func `has limits at the side in the parts of a fraction`() {
    #expect(
      inside(#"\frac{\max_i a}{b}"#, isDisplay: true)
        == "<mfrac><mrow><msub><mi>max</mi><mi>i</mi></msub>\(thin)<mi>a</mi></mrow>"
        + "<mi>b</mi></mfrac>")
  }

  @Test func `is aligned at its signs`() {
    let right = "<mtd style=\"text-align: right; padding: 0.5ex 0 0.5ex 0\">"
    let left = "<mtd style=\"text-align: left; padding: 0.5ex 0 0.5ex 0\">"
    #expect(
      inside(#"\begin{aligned} a &= b \\ &= c \end{aligned}"#, isDisplay: true)
        == "<mtable displaystyle=\"true\"><mtr>\(right)<mi>a</mi>\(strut)</mtd>"
        + "\(left)<mo>=</mo><mi>b</mi></mtd></mtr><mtr>\(right)\(strut)</mtd>"
        + "\(left)<mo>=</mo><mi>c</mi></mtd></mtr></mtable>")
  }

  @Test func `has matrices between fences that grow`() {
    let first = "<mtd style=\"padding-left: 0.12em\">"
    let last = "<mtd style=\"padding-right: 0.12em\">"
    #expect(
      inside(#"\begin{bmatrix}1&2\\3&4\\\end{bmatrix}"#)
        == "<mrow><mo form=\"prefix\" stretchy=\"true\">[</mo><mtable>"
        + "<mtr>\(first)<mn>1</mn>\(strut)</mtd>\(last)<mn>2</mn></mtd></mtr>"
        + "<mtr>\(first)<mn>3</mn>\(strut)</mtd>\(last)<mn>4</mn></mtd></mtr></mtable>"
        + "<mo form=\"postfix\" stretchy=\"true\">]</mo></mrow>")
  }

  @Test func `has cases with a brace at the left alone`() {
    #expect(
      inside(#"\begin{cases}1&a\end{cases}"#)
        == "<mrow><mo form=\"prefix\" stretchy=\"true\">{</mo><mtable><mtr>"
        + "<mtd style=\"text-align: left; padding: 0.5ex 0 0.5ex 0\"><mn>1</mn>\(strut)</mtd>"
        + "<mtd style=\"text-align: left; padding: 0.5ex 0 0.5ex 1em\"><mi>a</mi></mtd>"
        + "</mtr></mtable></mrow>")
  }

  @Test func `draws the lines of an array`() {
    #expect(
      inside(#"\begin{array}{l|r}a&b\\\hline\end{array}"#)
        == "<mtable><mtr><mtd style=\"text-align: left; border-bottom: 1px solid\">"
        + "<mi>a</mi>\(strut)</mtd>"
        + "<mtd style=\"text-align: right; border-left: 1px solid; border-bottom: 1px solid\">"
        + "<mi>b</mi></mtd></mtr></mtable>")
  }

  @Test func `gives its labels, and shows its tag at the side`() {
    var converter = MathConverter()
    let formula = converter.convert(#"x \label{eq:x} \tag{7}"#, isDisplay: true)
    #expect(formula.labels == ["eq:x"])
    let markup = formula.html.markup
    let tag = "<math><mtext>(</mtext><mtext>7</mtext><mtext>)</mtext></math></span></span>"
    #expect(markup.hasPrefix("<span class=\"equation\""))
    #expect(markup.hasSuffix(tag))
  }
}
