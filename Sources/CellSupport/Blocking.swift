internal import Dispatch
internal import KernelChannel

/// What an asynchronous closure answered, handed from the task to the thread that waits.
private final class Answer<Value>: @unchecked Sendable {  // Written once, before `done` is set.
  var result: Result<Value, any Error>?
}

/// A value that crosses into a task while its owner waits.
private struct Handed<Value>: @unchecked Sendable {  // The owner does nothing until the task ends.
  let value: Value
}

/// Runs `body` in a task and waits for its end; what a top-level `await` in a cell becomes.
///
/// While it waits, the main queue is served, so that code on the main actor can run.
public func _lecternBlocking<Value>(_ body: @escaping () async throws -> Value) throws -> Value {
  let answer = Answer<Value>()
  let work = Handed(value: body)
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    do {
      answer.result = .success(try await work.value())
    } catch {
      answer.result = .failure(error)
    }
    done.signal()
  }
  while done.wait(timeout: .now() + .milliseconds(1)) == .timedOut { lk_serve_main_queue() }
  guard let result = answer.result else { fatalError("the task ended without an answer") }
  return try result.get()
}

/// Runs `body`, which throws nothing, in a task and waits for its end.
public func _lecternBlocking<Value>(_ body: @escaping () async -> Value) -> Value {
  do {
    let throwing: () async throws -> Value = body
    return try _lecternBlocking(throwing)
  } catch {
    fatalError("a closure that does not throw threw \(error)")
  }
}
