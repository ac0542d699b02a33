/// One element of a tensor, as printing sees it.
enum PrintedScalar: Sendable {
  case floating(Double)
  case integer(Int64)
  case boolean(Bool)
}
