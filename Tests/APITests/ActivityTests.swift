import NIOCore
import Testing

@testable import API

struct ActivityTests {
  private func view(_ activity: inout Activity, _ id: Int, by user: UInt8 = 1) {
    activity.viewed("student", id, by: [user], at: 0, requestID: "r", clientAddress: "")
  }

  @Test func `reading a record again and again opens it once, until a minute is over`() {
    var activity = Activity()
    view(&activity, 1)
    view(&activity, 1)
    view(&activity, 1, by: 2)
    view(&activity, 2)
    #expect(activity.takeEvents().count == 3)
    view(&activity, 1)
    #expect(activity.takeEvents().isEmpty)
    _ = activity.forget()
    view(&activity, 1)
    #expect(activity.takeEvents().count == 1)
  }

  @Test func `views that could not be written are kept, up to a bound`() {
    var activity = Activity()
    for id in 1...Activity.mostEvents { view(&activity, id) }
    let unwritten = activity.takeEvents()
    view(&activity, 0)
    activity.restore(unwritten)
    #expect(activity.events.count == Activity.mostEvents)
    #expect(activity.takeDropped() == 1)
    #expect(activity.takeDropped() == 0)
  }

  @Test func `every edit that was refused is told with both versions`() {
    var activity = Activity()
    let conflict = Problem.Conflict(
      noun: "Case", entity: "intervention_case", id: 7, yourVersion: 3, currentVersion: 5, current: ByteBuffer())
    for _ in 1...2 { activity.refused(conflict, to: [1], at: 0, requestID: "r", clientAddress: "") }
    let events = activity.takeEvents()
    #expect(events.map(\.action) == ["VERSION_CONFLICT", "VERSION_CONFLICT"])
    #expect(events[0].entityID == 7 && events[0].changes?.version == [3, 5])
  }

  @Test func `each session in use is told once`() {
    var activity = Activity()
    activity.used(session: [1])
    activity.used(session: [1])
    activity.used(session: [2])
    #expect(activity.forget() == [[1], [2]])
    #expect(activity.forget().isEmpty)
  }
}
