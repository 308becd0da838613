import FoundationEssentials

/// By what a list is sorted, and so what stands in its cursors.
enum Position: Sendable {
  /// An id alone.
  case id
  /// A name and an id.
  case nameAndID
  /// A day and an id.
  case dayAndID

  /// Whether a cursor of such a list can hold this.
  func takes(_ text: String) -> Bool {
    if case .id = self { return Int(digits: text).map { $0 <= Field.largestID } ?? false }
    guard case .array(let parts) = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)), parts.count == 2,
      case .text(let first) = parts[0], case .integer(let id) = parts[1], (0...Field.largestID).contains(id)
    else { return false }
    if case .dayAndID = self { return CalendarDate(first) != nil }
    return !first.utf8.contains(0)
  }
}
