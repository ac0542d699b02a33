/// Chapters with one exercise, to double a number.
enum ExerciseChapter {
  /// The exercise with a check of two points, which an answer `2 * x` passes.
  static let twice = """
    ```{.swift .input}
    let ten = 10
    ```

    ```{.swift .input}
    %%exercise twice
    func twice(_ x: Int) -> Int { 0 }
    ```

    ```{.swift .input}
    %%solution twice
    func twice(_ x: Int) -> Int { 2 * x }
    ```

    ```{.swift .input}
    %%check twice points=2 name="ten"
    expect(twice(ten) == 20, "twice ten is twenty")
    ```

    """

  /// The same with a hidden check, which gives three points.
  static let graded =
    twice + """

      ```{.swift .input}
      %%check twice points=3 name="three" hidden
      expect(twice(3) == 6, "twice three is six")
      ```

      """

  /// A student's copy with nothing but `answer` in it.
  static func copy(_ answer: String) -> String {
    "```{.swift .input}\n%%exercise twice\n\(answer)\n```\n"
  }

  /// A right answer.
  static let right = "func twice(_ x: Int) -> Int { 2 * x }"
}
