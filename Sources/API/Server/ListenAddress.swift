import Glibc
import NIOCore

/// Where a worker takes connections.
public enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
  /// Shared by all processes that listen on it.
  case tcp(host: String, port: Int)
  case unix(path: String)

  /// `127.0.0.1:8080`, `[::1]:8080` or `unix:/run/worker.sock`; nil for anything else.
  public init?(_ text: String) {
    if text.hasPrefix("unix:") {
      guard text.utf8.count > 5 else { return nil }
      self = .unix(path: String(text.dropFirst(5)))
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65535).contains(port)
    else { return nil }
    let host = text[..<colon].drop { $0 == "[" }
    self = .tcp(host: String(host.last == "]" ? host.dropLast() : host), port: port)
  }

  public var description: String {
    switch self {
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}

/// An address where no connections can be taken, for a reason of the system's.
public struct CannotListen: Error, CustomStringConvertible {
  public let description: String

  public init(_ address: ListenAddress, setting: String, _ error: any Error) {
    let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
    description = "\(setting) is \(address), where no connections can be taken: \(reason)"
  }
}
