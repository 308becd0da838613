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
    #expect(activity.takeViews().count == 3)
    view(&activity, 1)
    #expect(activity.takeViews().isEmpty)
    _ = activity.forget()
    view(&activity, 1)
    #expect(activity.takeViews().count == 1)
  }

  @Test func `views that could not be written are kept, up to a bound`() {
    var activity = Activity()
    for id in 1...Activity.mostViews { view(&activity, id) }
    let unwritten = activity.takeViews()
    view(&activity, 0)
    activity.restore(unwritten)
    #expect(activity.views.count == Activity.mostViews)
    #expect(activity.takeDropped() == 1)
    #expect(activity.takeDropped() == 0)
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
