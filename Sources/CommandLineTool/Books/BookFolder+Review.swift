internal import NotebookModel
internal import Publishing
internal import SourceText

extension BookFolder {
  /// Returns what is wrong with the chapters asked for, in the light of the whole book.
  func review(cores: Int = Machine.cores) async -> [Diagnostic] {
    let all = order + chapters.filter { !order.contains($0) }
    let site = Site(folder: path, chapters: all.map { Site.Chapter(path: $0.name, title: "") })
    let review = BookReview(of: site, isComplete: !order.isEmpty)
    let (surveys, unreadable) = await surveys(of: all, by: review, cores: cores)
    let others = review.unsurveyed(in: surveys).map {
      ChapterFile(path: Path.join(path, $0), name: $0)
    }
    let (further, _) = await self.surveys(of: others, by: review, cores: cores)
    let asked = Set(chapters.map(\.name))
    let findings = review.diagnostics(of: surveys, others: further)
    return unreadable + findings.filter { asked.contains($0.path) }.flatMap(\.diagnostics)
  }

  /// Returns the surveys of `files` in their order, and those that could not be read.
  ///
  /// Each core takes every so many-th chapter, so only as many chapters as cores are held at once.
  private func surveys(
    of files: [ChapterFile], by review: BookReview, cores: Int
  ) async -> ([ChapterSurvey], [Diagnostic]) {
    let results = await withTaskGroup(of: [(Int, Survey)].self) { group in
      for core in 0..<min(cores, files.count) {
        group.addTask {
          stride(from: core, to: files.count, by: cores).map { ($0, survey(files[$0], review)) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    let inOrder = results.sorted { $0.0 < $1.0 }.map(\.1)
    return (inOrder.compactMap { try? $0.get() }, inOrder.compactMap(\.failure))
  }

  private typealias Survey = Result<ChapterSurvey, Diagnostic>

  private func survey(_ file: ChapterFile, _ review: BookReview) -> Survey {
    do {
      let bytes = try FileSystem.read(file.path)
      let notebook = Notebook(parsing: bytes, path: file.path, tabs: book.tabs)
      return .success(review.survey(notebook, at: file.name))
    } catch {
      let start = SourcePosition(line: 1, column: 1)
      return .failure(Diagnostic(.error, error.message, file: file.path, at: start))
    }
  }
}

extension Result {
  fileprivate var failure: Failure? {
    guard case .failure(let failure) = self else { return nil }
    return failure
  }
}
