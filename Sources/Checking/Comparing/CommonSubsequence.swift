/// The positions of a longest sequence of elements that both have in the same order.
///
/// What both begin and end with is found first; of the rest, the table has |old| · |new| places,
/// and beyond a million nothing more is looked for.
func commonSubsequence<Element: Equatable>(
  _ old: [Element], _ new: [Element]
) -> [(old: Int, new: Int)] {
  let head = zip(old, new).prefix { $0 == $1 }.count
  let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
    .prefix { $0 == $1 }.count
  let (rows, columns) = (old.count - head - tail, new.count - head - tail)
  var pairs = (0..<head).map { (old: $0, new: $0) }
  if rows * columns <= 1_000_000 {
    var lengths = [Int](repeating: 0, count: (rows + 1) * (columns + 1))
    let width = columns + 1
    for i in (0..<rows).reversed() {
      for j in (0..<columns).reversed() {
        lengths[i * width + j] =
          old[head + i] == new[head + j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var (i, j) = (0, 0)
    while i < rows, j < columns {
      if old[head + i] == new[head + j] {
        pairs.append((head + i, head + j))
        (i, j) = (i + 1, j + 1)
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
  }
  return pairs + (0..<tail).map { (old.count - tail + $0, new.count - tail + $0) }
}
