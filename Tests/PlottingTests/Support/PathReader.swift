/// The closed or open pieces of a path's `d` attribute, read independently of the code that wrote it.
///
/// Knows `m`, `l`, `z`, `h` and `v`, all relative, which is what lines and regions use.
func pieces(of path: String) -> [[SIMD2<Double>]] {
  var numbers: [Double] = []
  var command: Character = "m"
  var pieces: [[SIMD2<Double>]] = []
  var at = SIMD2<Double>(0, 0)
  func flush() {
    if command == "h" || command == "v" {
      for number in numbers {
        at += command == "h" ? [number, 0] : [0, number]
        pieces[pieces.count - 1].append(at)
      }
    } else {
      for index in stride(from: 0, to: numbers.count - 1, by: 2) {
        at += [numbers[index], numbers[index + 1]]
        if command == "m" && index == 0 { pieces.append([]) }
        pieces[pieces.count - 1].append(at)
      }
    }
    numbers = []
  }
  var digits = ""
  for character in path + " " {
    let continues = character.isNumber || character == "." || (character == "-" && digits.isEmpty)
    if !continues, !digits.isEmpty {
      numbers.append(Double(digits) ?? .nan)
      digits = ""
    }
    if continues || character == "-" { digits.append(character) }
    if character.isLetter {
      flush()
      if character == "z", let start = pieces.last?.first { at = start }
      command = character
    }
  }
  flush()
  return pieces
}

/// The area a closed outline encloses, positive whichever way it runs.
func area(of outline: [SIMD2<Double>]) -> Double {
  abs(
    zip(outline, outline.dropFirst() + outline.prefix(1))
      .reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 })
}

/// The square of the distance from `point` to the segment from `start` to `end`.
func squaredDistance(
  from point: SIMD2<Double>, to start: SIMD2<Double>, _ end: SIMD2<Double>
) -> Double {
  let (along, offset) = (end - start, point - start)
  let share = (along * offset).sum() / (along * along).sum()
  let gap = offset - along * min(1, max(0, share))
  return (gap * gap).sum()
}
