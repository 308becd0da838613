import Testing

@testable import API

struct GivenCodeTests {
  private func kind(_ text: String?) -> String {
    switch GivenCode(text) {
    case .oneTime(let code): code
    case .recovery: "recovery"
    case nil: "none"
    }
  }

  @Test func `letter case, spaces and hyphens do not matter`() {
    #expect(["123456", " 123 456 ", "123-456", "1 2 3 4 5 6\n"].map(kind) == Array(repeating: "123456", count: 4))
    #expect(
      ["ABCD-EFGH-IJKL-MNOP-QRST-UVWX", "abcd efgh ijkl mnop qrst uvwx", "AbCdEfGhIjKlMnOpQrStUvWx"].map(kind)
        == ["recovery", "recovery", "recovery"])
  }

  @Test func `anything else is no code`() {
    #expect(
      [nil, "", "12345", "1234567", "12345a", "١٢٣٤٥٦", "ABCD", "ABCD-EFGH-IJKL-MNOP-QRST-UVW1"].map(kind).allSatisfy {
        $0 == "none"
      })
  }
}
