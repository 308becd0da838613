import HTTPTypes
import Testing

@testable import API

struct CredentialsTests {
  private let token = SessionToken()

  @Test func `a token comes as bearer or as cookie, and bearer wins`() {
    let other = SessionToken()
    #expect(Credentials([.authorization: "Bearer \(token.text)"])?.fromCookie == false)
    #expect(Credentials([.authorization: "bearer \(token.text)"])?.token.text == token.text)
    let cookie = "theme=dark; school_support_session=\(token.text); a=b"
    #expect(Credentials([.cookie: cookie])?.fromCookie == true)
    #expect(Credentials([.cookie: cookie])?.token.text == token.text)
    #expect(Credentials([.authorization: "Bearer \(other.text)", .cookie: cookie])?.token.text == other.text)
  }

  @Test(arguments: ["Bearer", "Bearer x", "Basic abc", "Bearer \(String(repeating: "G", count: 64))"])
  func `what is no token is nobody`(authorization: String) {
    #expect(Credentials([.authorization: authorization]) == nil)
  }

  @Test func `tokens are random and known to the database by hash only`() {
    #expect(SessionToken().text != SessionToken().text)
    #expect(token.hash.count == 32)
    #expect(token.hash == SessionToken(token.text)?.hash)
    #expect(token.csrfToken.count == 64)
    #expect(token.csrfToken != token.text)
  }
}
