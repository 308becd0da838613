/// A version as HTTP names it: `"7"`. A proxy that compresses makes it weak, `W/"7"`, which means the same here.
struct EntityTag: Sendable, CustomStringConvertible {
  let version: Int

  init(version: Int) { self.version = version }

  /// Nil for anything but one version.
  init?(_ header: some StringProtocol) {
    var text = header.drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    if text.hasPrefix("W/") { text = text.dropFirst(2) }
    guard text.count >= 3, text.first == "\"", text.last == "\"",
      let version = Int(digits: text.dropFirst().dropLast()),
      (0...Field.largestID).contains(version)
    else { return nil }
    self.version = version
  }

  var description: String { "\"\(version)\"" }

  /// Whether an `If-None-Match` header names this version.
  func matches(ifNoneMatch header: String) -> Bool {
    header.split(separator: ",").contains { EntityTag($0)?.version == version }
      || header.contains("*") && header.allSatisfy { $0 == "*" || $0 == " " }
  }
}
