import FoundationEssentials

/// Whether a text is JSON as RFC 8259 has it, and each object names each member once. Foundation's decoder takes a comma
/// before a closing bracket, and of two members of one name it drops one without a word.
struct JSONGrammar {
  /// Levels of objects and arrays within each other.
  private static let deepest = 100
  /// Values in all. A register of 500 students has 1,500; the decoder takes some microseconds for each.
  private static let most = 5_000

  private let bytes: [UInt8]
  private var position = 0
  private var count = 0

  /// Throws `Problem.malformed`, which says what is wrong with it.
  static func check(_ text: String) throws(Problem) {
    var grammar = JSONGrammar(bytes: Array(text.utf8))
    try grammar.value(depth: 0)
    guard grammar.next == nil else { throw grammar.malformed }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var malformed: Problem { .malformed("The body is not JSON: see byte \(position + 1)") }

  /// The next byte behind white space; nil at the end.
  private var next: UInt8? {
    mutating get {
      while let byte = here, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { position += 1 }
      return here
    }
  }

  private var here: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Steps over a byte if it is this one.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard here == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Problem) {
    guard depth <= Self.deepest else { throw .malformed("The body is nested too deeply") }
    count += 1
    guard count <= Self.most else { throw .malformed("The body has more than \(Self.most) values") }
    switch next {
    case UInt8(ascii: "{"): try object(depth)
    case UInt8(ascii: "["): try array(depth)
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  private mutating func object(_ depth: Int) throws(Problem) {
    position += 1
    var names: Set<String> = []
    if next == UInt8(ascii: "}") {
      position += 1
      return
    }
    repeat {
      guard next == UInt8(ascii: "\"") else { throw malformed }
      let name = try name(try string())
      guard names.insert(name).inserted else { throw .malformed("\(name) stands twice in one object") }
      guard next != nil, skip(":") else { throw malformed }
      try value(depth: depth + 1)
    } while next != nil && skip(",")
    guard skip("}") else { throw malformed }
  }

  private mutating func array(_ depth: Int) throws(Problem) {
    position += 1
    if next == UInt8(ascii: "]") {
      position += 1
      return
    }
    repeat { try value(depth: depth + 1) } while next != nil && skip(",")
    guard skip("]") else { throw malformed }
  }

  /// A name without its escapes.
  private func name(_ quoted: ArraySlice<UInt8>) throws(Problem) -> String {
    guard quoted.contains(UInt8(ascii: "\\")) else {
      return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    }
    guard let name = try? JSONDecoder().decode(String.self, from: Data(quoted)) else { throw malformed }
    return name
  }

  /// A string with its quotation marks.
  private mutating func string() throws(Problem) -> ArraySlice<UInt8> {
    let start = position
    position += 1
    while let byte = here, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw malformed }
      position += 1
      if byte == UInt8(ascii: "\\") { try escape() }
    }
    guard skip("\"") else { throw malformed }
    return bytes[start..<position]
  }

  private mutating func escape() throws(Problem) {
    if skip("u") {
      for _ in 0..<4 {
        guard let digit = here, Character(Unicode.Scalar(digit)).isHexDigit else { throw malformed }
        position += 1
      }
    } else {
      guard let byte = here, "\"\\/bfnrt".utf8.contains(byte) else { throw malformed }
      position += 1
    }
  }

  private mutating func word(_ word: StaticString) throws(Problem) {
    for byte in word.description.utf8 {
      guard here == byte else { throw malformed }
      position += 1
    }
  }

  private mutating func number() throws(Problem) {
    _ = skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { _ = skip("-") }
      try digits()
    }
  }

  private mutating func digits() throws(Problem) {
    let start = position
    while let byte = here, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw malformed }
  }
}
