import Glibc

/// Where logs and complaints go.
enum StandardError {
  static let isTerminal = isatty(2) == 1

  /// In one call, so that lines of several processes do not mix.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { _ = Glibc.write(2, $0.baseAddress, $0.count) }
  }
}
