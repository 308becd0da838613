import Testing

@testable import API

struct FieldTests {
  /// Whether the field takes the value.
  private func takes(_ kind: Field.Kind, _ value: JSONValue, nullable: Bool = false, required: Bool = false) -> Bool {
    problem { try Field(name: "it", kind: kind, nullable: nullable, required: required).check(value) } == nil
  }

  @Test func `ids are whole numbers that every JSON reader keeps`() {
    #expect(takes(.id, .integer(1)))
    #expect(takes(.id, .integer(9_007_199_254_740_991)))
    #expect(!takes(.id, .integer(9_007_199_254_740_992)))
    #expect(!takes(.id, .integer(0)))
    #expect(!takes(.id, .number(1.5)))
    #expect(!takes(.id, .text("1")))
    #expect(!takes(.id, .boolean(true)))
  }

  @Test func `text is counted in characters as PostgreSQL counts them`() {
    #expect(takes(.text(upTo: 3), .text("äöü")))
    #expect(!takes(.text(upTo: 3), .text("äöüß")))
    #expect(!takes(.text(upTo: 1), .text("e\u{301}")))
    #expect(!takes(.text(upTo: 3), .text("a\0b")))
  }

  @Test func `required text is not blank`() {
    #expect(!takes(.text(upTo: 10), .text(" \n"), required: true))
    #expect(takes(.text(upTo: 10), .text("")))
  }

  @Test func `null only where null means something`() {
    #expect(takes(.date, .null, nullable: true))
    #expect(!takes(.date, .null))
  }

  @Test(arguments: [
    ("2026-02-28", true), ("2024-02-29", true), ("2026-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
    ("2026-04-31", false), ("2026-13-01", false), ("0000-01-01", false), ("2026-1-1", false), ("26-01-01", false),
    ("2026-01-01T00:00:00Z", false), ("+026-01-01", false),
  ])
  func `dates exist`(text: String, exists: Bool) {
    #expect(takes(.date, .text(text)) == exists)
  }

  @Test func `times have a zone`() {
    #expect(takes(.timestamp, .text("2026-09-30T08:15:00Z")))
    #expect(takes(.timestamp, .text("2026-09-30T08:15:00.250+03:00")))
    #expect(!takes(.timestamp, .text("2026-09-30T08:15:00")))
    #expect(!takes(.timestamp, .text("yesterday")))
  }

  @Test func `a list is refused by the path of what is wrong in it`() {
    let marks = Field(
      name: "marks", kind: .list(of: [Field(name: "student_id", kind: .id, required: true)], upTo: 2))
    let good = JSONValue.object(["student_id": .integer(1)])
    #expect(problem { try marks.check(.array([good, good])) } == nil)
    #expect(fieldRefused(by: marks, .array([good, .object([:])])) == "marks[1].student_id")
    #expect(fieldRefused(by: marks, .array([.object(["student_id": .text("1")])])) == "marks[0].student_id")
    #expect(fieldRefused(by: marks, .array([.object(["student_id": .integer(1), "x": .null])])) == "marks[0].x")
    #expect(fieldRefused(by: marks, .array([.integer(1)])) == "marks")
    #expect(fieldRefused(by: marks, .array([good, good, good])) == "marks")
    #expect(fieldRefused(by: marks, good) == "marks")
  }

  /// The field that the refusal of a value names.
  private func fieldRefused(by field: Field, _ value: JSONValue) -> String? {
    guard case .invalid(let name, _, _) = problem({ try field.check(value) }) else { return nil }
    return name
  }

  @Test func `a refusal names the field and what is allowed`() {
    let refusal = problem { try Field(name: "status", kind: .choice(["open", "closed"])).check(.text("shut")) }
    guard case .invalid(let field, _, let allowed) = refusal else {
      Issue.record("not refused")
      return
    }
    #expect(field == "status")
    #expect(allowed == ["open", "closed"])
  }

  @Test func `NUL is found deep inside an object`() {
    #expect(takes(.object(upTo: 100), .object(["a": .array([.text("b")])])))
    #expect(!takes(.object(upTo: 100), .object(["a": .array([.object(["b\0": .null])])])))
    #expect(!takes(.object(upTo: 10), .object(["a": .text("much too long")])))
  }
}
