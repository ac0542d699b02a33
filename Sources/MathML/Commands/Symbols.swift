/// The signs and letters that commands name: in each table a name, then what it stands for.
///
/// Source: unicode-math's names, which are those of LaTeX and of AMS, for the characters; *The
/// TeXbook*, appendix F, for the classes.
enum Symbols {
  /// The tables of signs.
  static let byClass: [(AtomClass, String)] = [
    (.ordinary, ordinary), (.operator, operators), (.binary, binaries), (.relation, relations),
    (.relation, negations), (.relation, arrows), (.opening, openings), (.closing, closings),
    (.punctuation, punctuation), (.inner, dots),
  ]

  /// Letters that alphabets change.
  static let letters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
    kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
    varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ
    Nu Ν Xi Ξ Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    partial ∂ imath ı jmath ȷ
    """

  /// Letters that no alphabet changes.
  static let uprightLetters = """
    nabla ∇ hbar ℏ hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ eth ð Bbbk 𝕜
    digamma ϝ mho ℧ Finv Ⅎ Game ⅁ AA Å ae æ AE Æ oe œ OE Œ ss ß o ø O Ø varGamma 𝛤 varDelta 𝛥
    varTheta 𝛩 varLambda 𝛬 varXi 𝛯 varPi 𝛱 varSigma 𝛴 varUpsilon 𝛶 varPhi 𝛷 varPsi 𝛹 varOmega 𝛺
    """

  /// Functions whose scripts stand beside them.
  static let functions = """
    sin sin cos cos tan tan cot cot sec sec csc csc arcsin arcsin arccos arccos arctan arctan
    sinh sinh cosh cosh tanh tanh coth coth sech sech csch csch exp exp log log ln ln lg lg
    arg arg deg deg dim dim hom hom ker ker
    """

  /// Functions whose scripts stand over and under them in display style.
  static let limitFunctions = """
    lim lim limsup lim·sup liminf lim·inf max max min min sup sup inf inf det det gcd gcd Pr Pr
    injlim inj·lim projlim proj·lim
    """

  /// Big operators.
  static let operators = """
    sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ intop ∫
    bigcap ⋂ bigcup ⋃ bigsqcup ⨆ bigvee ⋁ bigwedge ⋀ bigodot ⨀ bigoplus ⨁ bigotimes ⨂ biguplus ⨄
    """

  /// The big operators whose scripts stand beside them.
  static let integrals: Set<String> = ["∫", "∬", "∭", "⨌", "∮", "∯", "∰"]

  /// The classes of signs that are typed as they are.
  static let characters: [String: AtomClass] = [
    "+": .binary, "-": .binary, "*": .binary, "=": .relation, "<": .relation, ">": .relation,
    ":": .relation, "(": .opening, "[": .opening, ")": .closing, "]": .closing, "!": .closing,
    "?": .closing, ",": .punctuation, ";": .punctuation, "{": .opening, "}": .closing,
    "|": .ordinary, "‖": .ordinary, "/": .ordinary, "−": .binary, "±": .binary, "×": .binary,
    "÷": .binary,
  ]

  /// The characters that stand for another one in mathematics.
  static let replacements: [Unicode.Scalar: String] = ["-": "−", "*": "∗", "`": "‘"]
}

// MARK: Tables of signs

extension Symbols {
  private static let ordinary = """
    infty ∞ forall ∀ exists ∃ nexists ∄ emptyset ∅ varnothing ∅ neg ¬ lnot ¬ top ⊤ bot ⊥ angle ∠
    measuredangle ∡ sphericalangle ∢ triangle △ vartriangle △ triangledown ▽ square □ Box □
    Diamond ◊ lozenge ◊ blacksquare ■ blacklozenge ⧫ blacktriangle ▲ blacktriangledown ▼
    bigstar ★ clubsuit ♣ diamondsuit ♢ heartsuit ♡ spadesuit ♠ flat ♭ natural ♮ sharp ♯
    surd √ prime ′ backprime ‵ backslash \\ checkmark ✓ circledR ® circledS Ⓢ complement ∁
    dag † ddag ‡ S § P ¶ copyright © pounds £ yen ¥ degree ° diagup ╱ diagdown ╲ vert | Vert ‖
    | ‖ % % # # $ $ & & _ _ maltese ✠ QED ∎
    """

  private static let binaries = """
    pm ± mp ∓ times × div ÷ cdot ⋅ cdotp ⋅ ast ∗ star ⋆ circ ∘ bullet • cap ∩ cup ∪ uplus ⊎
    sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄
    bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵
    oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ bigcirc ◯ dagger † ddagger ‡ amalg ⨿ dotplus ∔
    ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ curlywedge ⋏ curlyvee ⋎ barwedge ⊼
    veebar ⊻ doublebarwedge ⩞ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡ circledast ⊛ circledcirc ⊚
    circleddash ⊝ centerdot ⋅ intercal ⊺ Cap ⋒ Cup ⋓ divideontimes ⋇ gtrdot ⋗ lessdot ⋖
    """

  private static let relations = """
    leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ ll ≪ gg ≫ lll ⋘ ggg ⋙ lt < gt >
    equiv ≡ sim ∼ simeq ≃ approx ≈ approxeq ≊ thickapprox ≈ thicksim ∼ cong ≅ asymp ≍ doteq ≐
    Doteq ≑ propto ∝ varpropto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ precsim ≾ succsim ≿
    preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟ lesssim ≲ gtrsim ≳ lessapprox ⪅
    gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ subset ⊂ supset ⊃ subseteq ⊆
    supseteq ⊇ subseteqq ⫅ supseteqq ⫆ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑
    sqsupseteq ⊒ in ∈ ni ∋ owns ∋ mid ∣ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨
    Vdash ⊩ Vvdash ⊪ smile ⌣ frown ⌢ smallsmile ⌣ smallfrown ⌢ bowtie ⋈ Join ⋈ backsim ∽
    backsimeq ⋍ bumpeq ≏ Bumpeq ≎ circeq ≗ triangleq ≜ fallingdotseq ≒ risingdotseq ≓ eqcirc ≖
    eqsim ≂ between ≬ pitchfork ⋔ therefore ∴ because ∵ shortmid ∣ shortparallel ∥
    vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ blacktriangleleft ◀
    blacktriangleright ▶ backepsilon ∍ Colon ∷ ratio ∶ coloneq ≔ vcentcolon ∶
    """

  private static let negations = """
    neq ≠ ne ≠ notin ∉ notni ∌ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nleqslant ≰ ngeqslant ≱ nsim ≁
    ncong ≇ nmid ∤ nparallel ∦ nshortmid ∤ nshortparallel ∦ nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊
    supsetneq ⊋ subsetneqq ⫋ supsetneqq ⫌ varsubsetneq ⊊ varsupsetneq ⊋ nprec ⊀ nsucc ⊁
    npreceq ⋠ nsucceq ⋡ precneqq ⪵ succneqq ⪶ precnsim ⋨ succnsim ⋩ lneq ⪇ gneq ⪈ lneqq ≨
    gneqq ≩ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯
    ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭
    """

  private static let arrows = """
    leftarrow ← gets ← rightarrow → to → leftrightarrow ↔ Leftarrow ⇐ Rightarrow ⇒
    Leftrightarrow ⇔ uparrow ↑ downarrow ↓ updownarrow ↕ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕
    longleftarrow ⟵ longrightarrow ⟶ longleftrightarrow ⟷ Longleftarrow ⟸ Longrightarrow ⟹
    Longleftrightarrow ⟺ mapsto ↦ longmapsto ⟼ hookleftarrow ↩ hookrightarrow ↪ leftharpoonup ↼
    leftharpoondown ↽ rightharpoonup ⇀ rightharpoondown ⇁ rightleftharpoons ⇌ leftrightharpoons ⇋
    nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭
    dashrightarrow ⇢ dashleftarrow ⇠ leftleftarrows ⇇ rightrightarrows ⇉ leftrightarrows ⇆
    rightleftarrows ⇄ twoheadleftarrow ↞ twoheadrightarrow ↠ leftarrowtail ↢ rightarrowtail ↣
    looparrowleft ↫ looparrowright ↬ curvearrowleft ↶ curvearrowright ↷ circlearrowleft ↺
    circlearrowright ↻ upuparrows ⇈ downdownarrows ⇊ upharpoonleft ↿ upharpoonright ↾
    downharpoonleft ⇃ downharpoonright ⇂ restriction ↾ Lsh ↰ Rsh ↱ multimap ⊸ Lleftarrow ⇚
    Rrightarrow ⇛ nleftarrow ↚ nrightarrow ↛ nleftrightarrow ↮ nLeftarrow ⇍ nRightarrow ⇏
    nLeftrightarrow ⇎
    """

  private static let openings = """
    { { lbrace { lbrack [ lparen ( langle ⟨ lvert | lVert ‖ lfloor ⌊ lceil ⌈ lgroup ⟮
    lmoustache ⎰ ulcorner ⌜ llcorner ⌞ llbracket ⟦
    """

  private static let closings = """
    } } rbrace } rbrack ] rparen ) rangle ⟩ rvert | rVert ‖ rfloor ⌋ rceil ⌉ rgroup ⟯
    rmoustache ⎱ urcorner ⌝ lrcorner ⌟ rrbracket ⟧
    """

  private static let punctuation = "colon : ldotp ."

  private static let dots = """
    ldots … cdots ⋯ vdots ⋮ ddots ⋱ iddots ⋰ dotsc … dotsb ⋯ dotsm ⋯ dotsi ⋯ dotso … mathellipsis …
    """
}
