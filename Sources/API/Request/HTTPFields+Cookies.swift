import HTTPTypes

extension HTTPFields {
  /// The values of the cookies with this name, as they came.
  func cookies(named name: String) -> [Substring] {
    let prefix = "\(name)="
    return self[values: .cookie].flatMap { $0.split(separator: ";") }
      .map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix(prefix) }
      .map { $0.dropFirst(prefix.count) }
  }
}
