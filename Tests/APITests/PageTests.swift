import HTTPTypes
import Hummingbird
import NIOCore
import Postgres
import Testing

@testable import API

struct PageTests {
  private func page(_ query: String, list: String = "cases", by position: Position = .id) throws -> Page {
    let request = Request(
      head: .init(method: .get, scheme: "http", authority: "x", path: "/api/?\(query)"),
      body: .init(buffer: ByteBuffer()))
    return try Page(try Query(request, "cursor", "limit"), list: list, by: position)
  }

  @Test func `the first page has 50 rows`() throws {
    let first = try page("")
    #expect(first.limit == 50)
    #expect(first.after == .null)
  }

  @Test(arguments: [
    (Position.id, "17"), (.nameAndID, "[\"Ana \\\"B\\\" Á|c\", 17]"), (.dayAndID, "[\"2026-09-07\", 17]"),
  ])
  func `a cursor leads back to the row that it stands for`(kind: Position, position: String) throws {
    let cursor = try page("").cursor(position)
    #expect(try page("cursor=\(cursor)", by: kind).after == .text(position))
  }

  @Test(arguments: [
    (Position.id, "[\"x\", 1]"), (.id, "+5"), (.id, "05"), (.nameAndID, "5"), (.nameAndID, "[1, \"x\"]"),
    (.dayAndID, "[\"soon\", 1]"), (.dayAndID, "[\"2026-09-07\", -1]"),
  ])
  func `a cursor that the list cannot have given is refused`(kind: Position, position: String) throws {
    let cursor = try page("").cursor(position)
    #expect(problem { try page("cursor=\(cursor)", by: kind) }?.name == "malformed-cursor")
  }

  @Test func `a cursor of another list is refused`() throws {
    let cursor = try page("", list: "alerts").cursor("17")
    #expect(problem { try page("cursor=\(cursor)") }?.name == "malformed-cursor")
  }

  @Test(arguments: ["x", "Y2FzZXN8", "Y2FzZXN8LTE", "Y2FzZXN8WzEsMl0"])
  func `a forged cursor is refused`(cursor: String) {
    #expect(problem { try page("cursor=\(cursor)") }?.status.code == 400)
  }

  @Test(arguments: ["0", "201", "-1", "x", "1e2", "+5", "05"])
  func `a limit out of range is refused`(limit: String) {
    #expect(problem { try page("limit=\(limit)") }?.status.code == 422)
  }

  @Test(arguments: ["limt=5", "limit=5&limit=6"])
  func `an unknown or repeated parameter is refused`(query: String) {
    #expect(problem { try page(query) }?.status.code == 422)
  }
}
