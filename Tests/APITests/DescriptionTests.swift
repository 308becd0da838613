import Foundation
import HTTPTypes
import Logging
import Postgres
import Testing

@testable import API

struct DescriptionTests {
  private struct Description: Decodable {
    let paths: [String: [String: Ignored]]
    struct Ignored: Decodable {}
  }

  @Test func `the description has every route, and no other`() async throws {
    let database = Database(DatabaseConfiguration(conninfo: "host=/nowhere", lanes: [:]))
    let api = API(APIConfiguration(), database: database, logger: Logger(label: "test"))
    let description = try JSONDecoder().decode(Description.self, from: Data(PackageResources.openapi_json))
    let described = description.paths.flatMap { path, operations in operations.keys.map { "\($0.uppercased()) \(path)" }
    }
    let routes = api.routes.map { route in
      "\(route.method.rawValue) \(route.path)\(route.path.hasSuffix(".json") ? "" : "/")"
    }
    #expect(Set(described) == Set(routes))
    await database.close()
  }

  @Test func `the page shows every route and escapes what it shows`() {
    let html = DocumentationPage(PackageResources.openapi_json).html
    #expect(html.contains("/api/interventions/cases/{id}/history/"))
    #expect(html.contains("/problems/version-conflict"))
    #expect(!DocumentationPage(Array("{\"info\":{\"description\":\"<script>\"}}".utf8)).html.contains("<script>"))
  }
}
