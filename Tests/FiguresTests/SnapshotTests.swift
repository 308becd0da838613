import Testing

@testable import Figures

struct SnapshotTests {
  private let requests = Metric.counter("requests_total", "Requests.", labels: ["route"])
  private let open = Metric.gauge("open", "Open.")
  private let duration = Metric.histogram("duration_seconds", "Duration.", labels: ["route"], bounds: [0.1, 1])

  @Test func `the text is what Prometheus reads`() {
    var snapshot = Snapshot()
    snapshot.add(requests, ["/a\"\\\n"])
    snapshot.add(open, [], 2)
    snapshot.observe(duration, ["/"], 0.1)
    snapshot.observe(duration, ["/"], 0.5)
    snapshot.observe(duration, ["/"], 7)
    #expect(
      snapshot.text == """
        # HELP duration_seconds Duration.
        # TYPE duration_seconds histogram
        duration_seconds_bucket{route="/",le="0.1"} 1
        duration_seconds_bucket{route="/",le="1"} 2
        duration_seconds_bucket{route="/",le="+Inf"} 3
        duration_seconds_sum{route="/"} 7.6
        duration_seconds_count{route="/"} 3
        # HELP open Open.
        # TYPE open gauge
        open 2
        # HELP requests_total Requests.
        # TYPE requests_total counter
        requests_total{route="/a\\"\\\\\\n"} 1

        """)
  }

  @Test func `processes are added up, and what one has counted outlives it`() {
    var first = Snapshot()
    first.add(requests, ["/"], 3)
    first.add(open, [], 1)
    first.observe(duration, ["/"], 0.5)
    var second = Snapshot()
    second.add(requests, ["/"], 2)
    second.add(requests, ["/b"])
    second.observe(duration, ["/"], 2)
    var sum = first.counted
    sum.add(second)
    #expect(sum.families["requests_total"]?.series[["/"]]?.value == 5)
    #expect(sum.families["requests_total"]?.series[["/b"]]?.value == 1)
    #expect(sum.families["duration_seconds"]?.series[["/"]]?.counts == [0, 1, 1])
    #expect(sum.families["open"] == nil)
  }
}
