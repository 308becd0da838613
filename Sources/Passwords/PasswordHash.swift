import Crypto
import CryptoExtras
import FoundationEssentials

/// A password as it is stored: scrypt (RFC 7914) with a salt of its own, as PHC string
/// `$scrypt$ln=15,r=8,p=3$salt$hash`, base64 without padding.
public struct PasswordHash: Sendable, Equatable {
  /// What a hash may cost at most, so that a string from elsewhere cannot exhaust the machine: 128 MiB.
  private static let largest = (ln: 17, r: 8, p: 8)

  /// Costs of scrypt: N = 2^ln, block size r, parallelism p.
  struct Cost: Sendable, Equatable {
    var ln = 15
    var r = 8
    var p = 3
  }

  let cost: Cost
  let salt: [UInt8]
  let key: [UInt8]

  /// Hashes with a fresh salt of 16 bytes. Takes 32 MiB and a good part of a second.
  public init(hashing password: String) {
    self.init(hashing: password, salt: SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }, cost: Cost())
  }

  init(hashing password: String, salt: [UInt8], cost: Cost, bytes: Int = 32) {
    self.cost = cost
    self.salt = salt
    key = Self.derive(password, salt, cost, bytes)
  }

  /// Nil for what is no such string, or asks for more than 128 MiB.
  public init?(phc: String) {
    let parts = phc.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Cost(parts[2]),
      let salt = Self.decode(parts[3]), let key = Self.decode(parts[4]), (8...64).contains(salt.count),
      (16...64).contains(key.count), (1...Self.largest.ln).contains(cost.ln), (1...Self.largest.r).contains(cost.r),
      (1...Self.largest.p).contains(cost.p)
    else { return nil }
    (self.cost, self.salt, self.key) = (cost, salt, key)
  }

  /// As it is stored.
  public var phc: String {
    "$scrypt$ln=\(cost.ln),r=\(cost.r),p=\(cost.p)$\(Self.encode(salt))$\(Self.encode(key))"
  }

  /// Whether this is the password. Takes the same time whatever the answer is.
  public func matches(_ password: String) -> Bool {
    let other = Self.derive(password, salt, cost, key.count)
    return zip(key, other).reduce(UInt8(key.count == other.count ? 0 : 1)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The hash of a password that nobody has, to check against where there is none: it takes as long.
  public static let dummy =
    PasswordHash(phc: "$scrypt$ln=15,r=8,p=3$AAAAAAAAAAAAAAAAAAAAAA$\(encode(Array(repeating: 0, count: 32)))")
    ?? PasswordHash(hashing: "")

  /// Empty for parameters that scrypt refuses, which `init?(phc:)` lets nobody have.
  private static func derive(_ password: String, _ salt: [UInt8], _ cost: Cost, _ bytes: Int) -> [UInt8] {
    let key = try? KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: bytes, rounds: 1 << cost.ln, blockSize: cost.r,
      parallelism: cost.p)
    return key?.withUnsafeBytes { Array($0) } ?? []
  }

  private static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("=", with: "")
  }

  private static func decode(_ text: String) -> [UInt8]? {
    let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: padded).map { Array($0) }
  }
}

extension PasswordHash.Cost {
  /// `ln=15,r=8,p=3`
  init?(_ text: String) {
    let numbers = text.split(separator: ",").map { $0.split(separator: "=") }
    guard numbers.map({ $0.first }) == ["ln", "r", "p"], numbers.allSatisfy({ $0.count == 2 }),
      let ln = Int(numbers[0][1]), let r = Int(numbers[1][1]), let p = Int(numbers[2][1])
    else { return nil }
    self.init(ln: ln, r: r, p: p)
  }
}
