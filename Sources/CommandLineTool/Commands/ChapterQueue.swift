internal import NotebookModel
internal import SourceText
internal import Synchronization

/// The chapters of a book that wait for their run, read one by one as there is room for them.
///
/// Only the chapters at work are held, so memory does not grow with the number of chapters.
final class ChapterQueue: Sendable {
  private struct State {
    var waiting: [ChapterFile]
    var atWork: [String: (notebook: Notebook, chapter: ChapterFile)] = [:]
  }

  private let state: Mutex<State>
  private let read: @Sendable (ChapterFile) -> Notebook?

  /// Creates the queue of `chapters`; one that `read` returns `nil` for is left out.
  init(_ chapters: [ChapterFile], read: @escaping @Sendable (ChapterFile) -> Notebook?) {
    state = Mutex(State(waiting: chapters.reversed()))
    self.read = read
  }

  /// The next chapter to work on.
  func next() -> Notebook? {
    while let chapter = state.withLock({ $0.waiting.popLast() }) {
      guard let notebook = read(chapter) else { continue }
      state.withLock { $0.atWork[notebook.path] = (notebook, chapter) }
      return notebook
    }
    return nil
  }

  /// Takes a chapter whose run is over out of the queue.
  func take(_ path: String) -> (notebook: Notebook, chapter: ChapterFile)? {
    state.withLock { $0.atWork.removeValue(forKey: path) }
  }
}
