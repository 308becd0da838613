import HTTPTypes

/// The version that a change is based on: `version` in the body, or `If-Match: "7"`.
struct Precondition: Sendable {
  let version: Int
  /// Decides whether a mismatch is 412 or 409.
  let fromHeader: Bool

  /// Throws `Problem` if there is none (428), if the two differ (400), or if the header is no version (400).
  init(body: Int?, ifMatch: String?) throws(Problem) {
    guard let ifMatch else {
      guard let body else { throw .preconditionRequired }
      (version, fromHeader) = (body, false)
      return
    }
    guard let tag = EntityTag(ifMatch) else {
      throw .malformed("If-Match must name one version, such as \"7\"; * and lists are refused")
    }
    guard body == nil || body == tag.version else {
      throw .malformed("The version in the body and the one in If-Match differ")
    }
    (version, fromHeader) = (tag.version, true)
  }
}
