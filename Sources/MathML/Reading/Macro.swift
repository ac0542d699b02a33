/// A command that stands for other TeX.
package struct Macro: Hashable, Sendable {
  /// How many arguments a call has, the optional one included.
  var parameters: Int
  /// What the optional first argument is when a call leaves it out; `nil` when there is none.
  var standard: [Token]?
  /// The TeX, with parameters where the arguments go.
  var body: [Token]
}

extension Macro {
  /// Creates the macro of `body`, which says `#1` to `#9` where its arguments go.
  package init(_ body: String) {
    let tokens = Token.tokens(in: body)
    self.init(parameters: tokens.lazy.compactMap(\.parameter).max() ?? 0, body: tokens)
  }

  /// Returns what a call with `arguments` stands for, at the call's `range`.
  func expanded(with arguments: [[Token]], at range: Range<Int>) -> [Token] {
    var tokens: [Token] = []
    for token in body {
      if let number = token.parameter, number <= arguments.count {
        tokens += arguments[number - 1]
      } else {
        tokens.append(Token(kind: token.kind, range: range))
      }
    }
    return tokens
  }

  /// The commands that are best said in TeX.
  static let standard: [String: Macro] = [
    "iff": #"\;\Longleftrightarrow\;"#, "implies": #"\;\Longrightarrow\;"#,
    "impliedby": #"\;\Longleftarrow\;"#,
    "bmod": #"\mathbin{\mathrm{mod}}"#, "pmod": #"\quad(\mathrm{mod}\;#1)"#,
    "mod": #"\quad\mathrm{mod}\;#1"#, "pod": #"\quad(#1)"#,
    "stackrel": #"\mathrel{\overset{#1}{#2}}"#, "stackbin": #"\mathbin{\overset{#1}{#2}}"#,
    "bra": #"\langle{#1}|"#, "ket": #"|{#1}\rangle"#, "braket": #"\langle{#1}\rangle"#,
    "mathstrut": #"\vphantom{(}"#, "strut": #"\vphantom{(}"#,
    "dfrac": #"{\displaystyle\frac{#1}{#2}}"#, "tfrac": #"{\textstyle\frac{#1}{#2}}"#,
    "dbinom": #"{\displaystyle\binom{#1}{#2}}"#, "tbinom": #"{\textstyle\binom{#1}{#2}}"#,
    "cfrac": #"{\displaystyle\frac{#1}{\displaystyle #2}}"#,
    "varinjlim": #"\mathop{\underrightarrow{\mathrm{lim}}}"#,
    "varprojlim": #"\mathop{\underleftarrow{\mathrm{lim}}}"#,
    "varlimsup": #"\mathop{\overline{\mathrm{lim}}}"#,
    "varliminf": #"\mathop{\underline{\mathrm{lim}}}"#,
    "coloneqq": #"\mathrel{:=}"#, "eqqcolon": #"\mathrel{=:}"#,
    "doteqdot": #"\Doteq"#, "thinspace": #"\,"#, "negthinspace": #"\!"#,
  ].mapValues { Macro($0) }
}

extension Token {
  /// The number of a parameter.
  fileprivate var parameter: Int? { if case .parameter(let number) = kind { number } else { nil } }
}
