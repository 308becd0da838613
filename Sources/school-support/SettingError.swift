/// A setting that is missing or wrong: its name, what it is, what is allowed.
struct SettingError: Error, CustomStringConvertible {
  let description: String

  init(_ name: String, _ value: String?, _ allowed: String) {
    description =
      value.map { "\(name) is \"\($0)\", but must be \(allowed)" } ?? "\(name) is not set; it must be \(allowed)"
  }
}
