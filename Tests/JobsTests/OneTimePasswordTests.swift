import Testing

@testable import Passwords

struct OneTimePasswordTests {
  private let password = OneTimePassword(secret: Array("12345678901234567890".utf8))

  @Test(arguments: [
    (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
    (2_000_000_000, "279037"), (20_000_000_000, "353130"),
  ])
  func `codes are what RFC 6238 says`(time: Int, code: String) {
    #expect(password.code(time / 30) == code)
    #expect(password.step(of: code, at: Double(time), after: 0) == time / 30)
  }

  @Test func `a code is good for its step and those beside it, and not after it was used`() {
    let code = password.code(1000)
    #expect(
      [998, 999, 1000, 1001, 1002].map { password.step(of: code, at: Double($0 * 30), after: 0) } == [
        nil, 1000, 1000, 1000, nil,
      ])
    #expect(password.step(of: code, at: 30_000, after: 999) == 1000)
    #expect(password.step(of: code, at: 30_000, after: 1000) == nil)
    #expect(password.step(of: "", at: 30_000, after: 0) == nil)
  }

  @Test func `secrets have 160 bits, and apps can read them`() {
    #expect(OneTimePassword().secret.count == 20)
    #expect(OneTimePassword().secret != OneTimePassword().secret)
    #expect(password.base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    #expect(
      password.uri(email: "o'brien+x@a.school")
        == "otpauth://totp/School%20Support:o%27brien%2Bx%40a.school?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        + "&issuer=School%20Support&algorithm=SHA1&digits=6&period=30")
  }

  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
    ("foobar", "MZXW6YTBOI"),
  ])
  func `base32 is what RFC 4648 says`(text: String, encoded: String) {
    #expect(Base32.encode(Array(text.utf8)) == encoded)
  }

  @Test func `recovery codes are read as they are shown, but for hyphens`() {
    let code = RecoveryCode()
    #expect(code.text.split(separator: "-").map(\.count) == [4, 4, 4, 4, 4, 4])
    #expect(RecoveryCode(code.text.filter { $0 != "-" })?.hash == code.hash)
    #expect(RecoveryCode().hash != code.hash)
    #expect(RecoveryCode("ABCD") == nil && RecoveryCode(String(repeating: "1", count: 24)) == nil)
  }
}
