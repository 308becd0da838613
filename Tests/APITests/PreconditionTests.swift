import HTTPTypes
import Testing

@testable import API

struct PreconditionTests {
  @Test func `the version may stand in the body`() throws {
    let precondition = try Precondition(body: 7, ifMatch: nil)
    #expect(precondition.version == 7)
    #expect(!precondition.fromHeader)
  }

  @Test func `the version may stand in if-match, weak or strong`() throws {
    #expect(try Precondition(body: nil, ifMatch: "W/\"7\"").version == 7)
    #expect(try Precondition(body: 7, ifMatch: "\"7\"").fromHeader)
  }

  @Test func `a change without a version is refused with 428`() {
    #expect(problem { try Precondition(body: nil, ifMatch: nil) }?.status.code == 428)
  }

  @Test(arguments: ["*", "\"7\", \"8\"", "\"6\""])
  func `a star, a list and a header that differs from the body are refused with 400`(header: String) {
    #expect(problem { try Precondition(body: 7, ifMatch: header) }?.status.code == 400)
  }
}

/// The problem that the closure throws, or nil.
func problem<R>(_ body: () throws -> R) -> Problem? {
  do {
    _ = try body()
    return nil
  } catch {
    return error as? Problem
  }
}
