import Testing

@testable import Passwords

struct PasswordHashTests {
  @Test func `scrypt gives what RFC 7914 says`() {
    let hash = PasswordHash(
      hashing: "pleaseletmein", salt: Array("SodiumChloride".utf8), cost: .init(ln: 14, r: 8, p: 1), bytes: 64)
    #expect(
      hash.key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined().hasPrefix(
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"))
  }

  @Test func `a password matches its own hash only, also after a way through the database`() throws {
    let hash = PasswordHash(hashing: "correct horse battery")
    let stored = try #require(PasswordHash(phc: hash.phc))
    #expect(stored.matches("correct horse battery"))
    #expect(!stored.matches("correct horse batterx"))
    #expect(!stored.matches(""))
    #expect(hash.phc.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
    #expect(PasswordHash(hashing: "correct horse battery").phc != hash.phc)
  }

  @Test(arguments: [
    "", "$scrypt$ln=15,r=8,p=3$c2FsdHNhbHQ", "$argon2$ln=15,r=8,p=3$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
    "$scrypt$ln=30,r=8,p=3$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA", "$scrypt$ln=15,r=8$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
    "$scrypt$ln=15,r=8,p=3$!$AAAAAAAAAAAAAAAAAAAAAA", "$scrypt$ln=15,r=8,p=3$c2FsdHNhbHQ$AAAA",
  ])
  func `a string that is none, or asks for too much, is refused`(phc: String) {
    #expect(PasswordHash(phc: phc) == nil)
  }

  @Test func `nobody has the dummy's password`() {
    #expect(!PasswordHash.dummy.matches(""))
    #expect(!PasswordHash.dummy.matches("demo-password"))
  }
}
