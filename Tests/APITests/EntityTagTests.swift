import Testing

@testable import API

struct EntityTagTests {
  @Test(arguments: ["\"7\"", "W/\"7\"", " \"7\" "])
  func `a version is read from a strong or weak tag`(header: String) {
    #expect(EntityTag(header)?.version == 7)
  }

  @Test(arguments: [
    "*", "7", "\"\"", "\"x\"", "\"7\", \"8\"", "\"-1\"", "W/7", "\"9007199254740992\"", "", "\"",
    "\"+1\"", "\"01\"",
  ])
  func `whatever names no single version is refused`(header: String) {
    #expect(EntityTag(header) == nil)
  }

  @Test(arguments: [
    ("\"7\"", true), ("\"6\", W/\"7\"", true), ("*", true), ("", false), (" ", false), ("\"6\"", false), ("7", false),
  ])
  func `if-none-match finds the version in a list`(header: String, matches: Bool) {
    #expect(EntityTag(version: 7).matches(ifNoneMatch: header) == matches)
  }
}
