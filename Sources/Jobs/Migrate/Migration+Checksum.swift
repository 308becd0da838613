import Crypto
import SQL

extension Migration {
  var upSHA256: String { sha256(up) }
  var downSHA256: String { sha256(down) }

  /// `0007_retention`
  var title: String { migrationTitle(number, name) }
}

/// In hexadecimal.
func sha256(_ text: String) -> String {
  SHA256.hash(data: Array(text.utf8)).reduce(into: "") { digits, byte in
    digits += (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

func migrationTitle(_ number: Int, _ name: String) -> String { "\(fourDigits(number))_\(name)" }

func fourDigits(_ number: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
