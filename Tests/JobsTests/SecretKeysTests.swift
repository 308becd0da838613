import Foundation
import Testing

@testable import Passwords

struct SecretKeysTests {
  private static func key(_ byte: UInt8) -> String { Data(repeating: byte, count: 32).base64EncodedString() }
  private let secret = Array("a secret of twenty b".utf8)

  @Test func `what is sealed opens with the same key for the same owner only`() throws {
    let keys = try #require(SecretKeys("one:\(Self.key(1))"))
    let sealed = try keys.seal(secret, context: "1:2")
    #expect(keys.open(sealed, context: "1:2") == secret)
    #expect(keys.open(sealed, context: "1:3") == nil)
    #expect(SecretKeys("one:\(Self.key(2))")?.open(sealed, context: "1:2") == nil)
    #expect(SecretKeys("two:\(Self.key(1))")?.open(sealed, context: "1:2") == nil)
    #expect(try keys.seal(secret, context: "1:2") != sealed, "each time with another nonce")
  }

  @Test func `a changed byte opens nothing`() throws {
    let keys = try #require(SecretKeys("one:\(Self.key(1))"))
    var bytes = try #require(Data(base64Encoded: String(try keys.seal(secret, context: "").dropFirst(4))))
    for index in bytes.indices {
      bytes[index] ^= 1
      #expect(keys.open("one.\(bytes.base64EncodedString())", context: "") == nil)
      bytes[index] ^= 1
    }
    for text in ["", "one", "one.", "one.AAAA", "one.\(Self.key(1)).x"] { #expect(keys.open(text, context: "") == nil) }
  }

  @Test func `a new key in front of the old one seals, and both open`() throws {
    let old = try #require(SecretKeys("old:\(Self.key(1))"))
    let both = try #require(SecretKeys("new:\(Self.key(2)), old:\(Self.key(1))"))
    let sealed = try old.seal(secret, context: "")
    #expect(both.open(sealed, context: "") == secret && !both.isCurrent(sealed))
    #expect(both.isCurrent(try both.seal(secret, context: "")))
  }

  @Test(arguments: [
    "", "one", "one:", "one:AAAA", ":\(key(1))", "a b:\(key(1))", "a.b:\(key(1))", "a:\(key(1)),a:\(key(2))",
  ])
  func `what is no key is refused`(text: String) {
    #expect(SecretKeys(text) == nil)
  }
}
