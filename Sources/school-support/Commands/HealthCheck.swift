import API
import ArgumentParser
import NIOCore
import NIOHTTP1
import NIOPosix

/// For containers and scripts that have no HTTP client.
struct HealthCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Ask a running server whether it is ready; exit code 0 if it is, else 1.")

  @Option(help: "HOST:PORT or unix:PATH of the server. (default: ADMIN, LISTEN, or 127.0.0.1:8080)")
  var address: String?

  func run() async throws {
    let settings = try await Settings()
    let address = try address == nil ? settings.admin(nil) ?? settings.listen(nil) : settings.listen(address)
    let (status, text) = await Self.get("/health/ready", from: address)
    print(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    if status != .ok { throw ExitCode(1) }
  }

  private static func get(_ path: String, from address: ListenAddress) async -> (HTTPResponseStatus, String) {
    do {
      let channel = try await connect(to: address)
      return try await channel.executeThenClose { inbound, outbound in
        let headers: HTTPHeaders = ["Host": "localhost", "Connection": "close"]
        try await outbound.write(.head(.init(version: .http1_1, method: .GET, uri: path, headers: headers)))
        try await outbound.write(.end(nil))
        var (status, body) = (HTTPResponseStatus.internalServerError, ByteBuffer())
        for try await part in inbound {
          switch part {
          case .head(let head): status = head.status
          case .body(let bytes): body.writeImmutableBuffer(bytes)
          case .end: return (status, String(buffer: body))
          }
        }
        return (status, "The server closed the connection")
      }
    } catch {
      return (.serviceUnavailable, "\(address) does not answer: \(error)")
    }
  }

  private static func connect(
    to address: ListenAddress
  ) async throws -> NIOAsyncChannel<HTTPClientResponsePart, HTTPPart<HTTPRequestHead, ByteBuffer>> {
    let bootstrap = ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connectTimeout(.seconds(3))
    let initialize = { @Sendable (channel: any Channel) in
      channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
      return channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHTTPClientHandlers()
        return try NIOAsyncChannel<HTTPClientResponsePart, HTTPPart<HTTPRequestHead, ByteBuffer>>(
          wrappingChannelSynchronously: channel)
      }
    }
    switch address {
    case .tcp(let host, let port):
      return try await bootstrap.connect(host: host, port: port, channelInitializer: initialize)
    case .unix(let path): return try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: initialize)
    }
  }
}
