import Testing

@testable import API

struct RequestIDTests {
  @Test func `a proxy's id is taken over`() {
    #expect(RequestID(header: "4f1c-A.b_9").description == "4f1c-A.b_9")
  }

  @Test(arguments: [nil, "", "a b", "a\nb", "ü", "'; drop", String(repeating: "a", count: 64)])
  func `what could not stand in a log or in pg_stat_activity is replaced`(header: String?) {
    let id = RequestID(header: header).description
    #expect(id != header)
    #expect(id.count == 32)
    #expect(id != RequestID(header: header).description)
  }
}
