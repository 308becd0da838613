import FoundationEssentials
import Postgres

/// Which part of a list is asked for: `limit` rows after `cursor`.
struct Page: Sendable {
  static let parameters = ["cursor", "limit"]

  /// Names the list and goes into its cursors, so that a cursor of another list is refused.
  let list: String
  /// 1-200, 50 if not given.
  let limit: Int
  /// What the last row seen is sorted by, as the list's query gave it; null for the first page.
  let after: Value

  /// Throws `Problem.invalid` for a limit out of range and for a cursor that this list did not give.
  init(_ query: Query, list: String, by position: Position = .id) throws(Problem) {
    self.list = list
    limit = try Self.limit(query["limit"])
    after = try Self.after(query["cursor"], list, position)
  }

  /// An opaque text that stands for the row after which the next page begins.
  func cursor(_ position: String) -> String {
    Data("\(list)|\(position)".utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func limit(_ text: String?) throws(Problem) -> Int {
    guard let text else { return 50 }
    guard let limit = Int(digits: text), (1...200).contains(limit) else {
      throw .invalid(field: "limit", message: "limit must be a whole number from 1 to 200")
    }
    return limit
  }

  private static func after(_ cursor: String?, _ list: String, _ kind: Position) throws(Problem) -> Value {
    guard let cursor else { return .null }
    let base64 = cursor.replacing("-", with: "+").replacing("_", with: "/")
    let padded = base64 + String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded), let text = String(validating: data, as: UTF8.self),
      text.hasPrefix("\(list)|"), !text.utf8.contains(0)
    else { throw .malformedCursor }
    let position = String(text.dropFirst(list.count + 1))
    guard kind.takes(position) else { throw .malformedCursor }
    return .text(position)
  }
}
