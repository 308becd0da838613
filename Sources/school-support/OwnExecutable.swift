import Glibc

/// The file that children are started from.
enum OwnExecutable {
  /// The path by which this process was started, symbolic links and all, so that a release put in its place is found.
  /// Throws `SettingError` if there is none.
  static func path() throws(SettingError) -> String {
    let name = CommandLine.arguments.first ?? ""
    if name.hasPrefix("/") { return name }
    let folders = name.contains("/") ? ["."] : (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
    for folder in folders {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0 { return path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)" }
    }
    throw SettingError("PATH", name, "a list of folders in which the program is found, to start its children")
  }

  private static var workingDirectory: String {
    guard let path = getcwd(nil, 0) else { return "" }
    defer { free(path) }
    return String(cString: path)
  }
}
