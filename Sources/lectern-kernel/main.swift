// The process in which the cells of one tab run.
//
// Arguments: the descriptor commands come from, the descriptor of the channel, and how many bytes of
// text a cell may put out. A command is a line: `run ENTRY PATH`, `attempt ENTRY PATH`, or `end`.
import Abacus
import CellOutput
import CellSupport
import Glibc
import KernelChannel

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard numbers.count == 3, let commands = unsafe fdopen(Int32(numbers[0]), "r") else {
  print("lectern-kernel is started by lectern to run the cells of a notebook; it has no use of its own")
  lk_end(2)
}
lk_start(Int32(numbers[1]), numbers[2])
lk_send(lk_message_ready, nil, 0)

var line: UnsafeMutablePointer<CChar>?
var capacity = 0
while unsafe getline(&line, &capacity, commands) > 0, let text = unsafe line {
  let words = unsafe String(cString: text).dropLast().split(separator: " ", maxSplits: 2)
  guard words.count == 3 else { break }
  let (verb, entry, path) = (words[0], String(words[1]), String(words[2]))
  if verb == "attempt" {
    unsafe lk_attempt_unit(path, entry)
  } else if unsafe lk_run_unit(path, entry) == 0 {
    lk_send(lk_message_unit_ended, nil, 0)
  }
}
lk_end(0)
