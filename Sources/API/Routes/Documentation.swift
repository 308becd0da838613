import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// The API's description: OpenAPI 3.1 for programs, a page for people.
enum Documentation {
  private static let json = ByteBuffer(bytes: PackageResources.openapi_json)
  private static let html = ByteBuffer(string: DocumentationPage(PackageResources.openapi_json).html)

  /// `GET /api/openapi.json`
  @Sendable static func description(_ request: Request, _ context: APIContext) async throws -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-cache"],
      body: .init(byteBuffer: json))
  }

  /// `GET /docs/api/`
  @Sendable static func page(_ request: Request, _ context: APIContext) async throws -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-cache",
        .contentSecurityPolicy:
          "default-src 'none'; style-src 'sha256-\(DocumentationPage.styleHash)'; base-uri 'none'; frame-ancestors 'none'",
      ],
      body: .init(byteBuffer: html))
  }
}
