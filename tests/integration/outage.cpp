// SPDX-License-Identifier: GPL-3.0-or-later
// outage [--outage S] [--rate R] [--frozen]: a desk that looks at a running server is cut off from it for S
// seconds (3) while R points a second (10,000) are posted there. Afterwards every point must be in the desk's
// store, once, with its values and in order, and no gap may have been shown. --frozen: the connections are
// not ended, they carry nothing, as with a pulled cable.

#include "models/datalink/constellationlink.h"
#include "models/instance/remoteinstance.h"
#include "models/processing/parameterfeed.h"
#include "tests/integration/countedload.h"
#include "tests/integration/servedprocess.h"
#include "tests/integration/streamrelay.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t producers = 4;
constexpr std::array<const char *, 3> metrics{"n", "half", "four"};
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

// A subscriber that looks at the order in which points come. Its batches come on the link's thread.
struct OrderWatch
{
    SeriesDictionary names;
    EventLog events;
    std::array<std::uint64_t, producers> next{};
    std::atomic<std::uint64_t> points{0};
    std::atomic<std::uint64_t> outOfOrder{0};
    std::unique_ptr<ConstellationLink> link;

    OrderWatch(const std::string &url, const TimeService &time)
    {
        ConstellationLinkOptions options;
        options.url = url;
        StreamReceiver receiver;
        receiver.batch = [this](SampleBatch &&batch) { take(batch); };
        receiver.fleet = [](const FleetDefinition &) {};
        receiver.tick = [] {};
        link = std::make_unique<ConstellationLink>(options, names, receiver, events, time);
        link->start();
    }
    void take(const SampleBatch &batch)
    {
        names.publish();
        for (std::size_t p = 0; p < batch.points(); ++p) {
            const std::string node = names.entityName(batch.entity[p]);
            const std::size_t producer = std::strtoul(node.c_str() + 1, nullptr, 10);
            const auto number = static_cast<std::uint64_t>(batch.value[batch.pointBegin(p)]);
            if (node[0] != 'p' || producer >= producers || number != next[producer]++)
                ++outOfOrder;
            ++points;
        }
    }
};

struct Arguments
{
    double outage = 3;
    std::uint64_t rate = 10'000;
    bool frozen = false;

    bool read(int argc, char **argv)
    {
        for (int i = 1; i < argc; ++i) {
            if (std::strcmp(argv[i], "--frozen") == 0)
                frozen = true;
            else if (std::strcmp(argv[i], "--outage") == 0 && i + 1 < argc)
                outage = std::atof(argv[++i]);
            else if (std::strcmp(argv[i], "--rate") == 0 && i + 1 < argc)
                rate = std::strtoull(argv[++i], nullptr, 10);
            else
                return false;
        }
        return outage > 0 && rate > 0;
    }
};

bool waitUntil(std::chrono::milliseconds most, const std::function<bool()> &done)
{
    const auto begun = Clock::now();
    while (!done()) {
        if (Clock::now() - begun > most)
            return false;
        QEventLoop loop;
        QTimer::singleShot(10ms, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

std::uint64_t gapsIn(const EventLog &events)
{
    std::uint64_t gaps = 0;
    for (const Event &event : events.changesSince(0).events) {
        if (event.code != EventCode::streamGap)
            continue;
        gaps += event.repeats;
        std::printf("  gap: %s\n", event.detail.c_str());
    }
    return gaps;
}

// Samples of a series that are not what was posted: missing, doubled, of another value or time.
std::uint64_t wrongSamples(const ParameterFeed &feed, const SeriesDictionary &names, std::size_t producer,
                           std::size_t metric, std::uint64_t posted, Timestamp base)
{
    const auto node = names.findNode("p" + std::to_string(producer));
    const auto entity = node ? names.findEntity(*node) : std::nullopt;
    const auto id = entity ? names.findSeries(*entity, metrics[metric]) : std::nullopt;
    const TimeSeries *series = id ? feed.store().series(*id) : nullptr;
    if (!series || series->empty())
        return posted;
    std::vector<Sample> samples;
    series->samples(*series->range(), samples);
    std::uint64_t wrong = posted > samples.size() ? posted - samples.size() : samples.size() - posted;
    for (std::uint64_t n = 0; n < std::min<std::uint64_t>(posted, samples.size()); ++n) {
        if (samples[n].value != CountedLoad::valuesOf(n)[metric] ||
            samples[n].generation != base + std::chrono::microseconds(n))
            ++wrong;
    }
    return wrong;
}

int run(const Arguments &arguments)
{
    QTemporaryDir folder;
    const std::string data = folder.path().toStdString();
    std::ofstream(data + "/config.toml") << "[server]\nhosts = [\"127.0.0.2\"]\n"; // the relay's address
    ServedProcess server;
    if (!server.start(data, {})) {
        std::printf("the server did not start\n");
        return 1;
    }
    StreamRelay relay(server.port());
    if (!relay.isOpen()) {
        std::printf("skipped: 127.0.0.2 cannot be listened on\n");
        return 77;
    }
    const SystemTimeService time;
    const std::string url = "http://127.0.0.2:" + std::to_string(server.port());
    Configuration configuration;
    configuration.dataFolder = data + "/desk";
    RemoteInstance desk({url, {}, {}, {}}, configuration, time);
    ParameterFeed feed({desk.displayQueue(), desk.dictionary(), [&desk] { return desk.topology(); }}, time,
                       {15min, configuration.memoryMaxBytes});
    feed.start();
    OrderWatch watch(url, time);
    if (!desk.start() || !waitUntil(20s, [&] {
            return desk.serverStatus().state == DataLinkState::up &&
                   watch.link->status().state == DataLinkState::up;
        })) {
        std::printf("no subscription: %s\n", desk.serverStatus().reason.c_str());
        return 1;
    }
    CountedLoad load(producers, {}, arguments.rate);
    const auto begun = Clock::now();
    load.start(server.port());
    const auto stay = [](double seconds) {
        waitUntil(std::chrono::milliseconds(std::int64_t(seconds * 1000)), [] { return false; });
    };
    stay(2);
    const std::uint64_t before = feed.statistics().points;
    arguments.frozen ? relay.freeze() : relay.cut();
    stay(arguments.outage);
    const std::uint64_t missed = load.acknowledgedPoints() - feed.statistics().points;
    const std::uint64_t connections = relay.connections();
    relay.restore();
    const auto restored = Clock::now();
    // Behind by what was missed, until it has all that was posted a moment ago.
    const bool caughtUp = waitUntil(
        90s, [&] { return feed.statistics().points + arguments.rate / 2 > load.acknowledgedPoints(); });
    const double catching = secondsSince(restored);
    stay(1);
    load.stop();
    const double posting = secondsSince(begun);
    const std::uint64_t posted = load.acknowledgedPoints();
    waitUntil(30s, [&] { return feed.statistics().points >= posted && watch.points >= posted; });
    stay(0.5); // what would come too much
    std::uint64_t wrong = 0;
    for (std::size_t producer = 0; producer < producers; ++producer) {
        for (std::size_t metric = 0; metric < metrics.size(); ++metric)
            wrong += wrongSamples(feed, desk.dictionary(), producer, metric, load.acknowledged()[producer],
                                  load.base());
    }
    const std::string metricsText = httpExchange(
        server.port(), "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                           "\r\nConnection: close\r\n\r\n");
    const auto at = metricsText.find("\nconstellation_points_journalled_total ");
    const double numbered = at == std::string::npos ? 0 : std::atof(metricsText.c_str() + at + 39);
    desk.stop();
    watch.link->stop();
    std::printf("%.0f s cut off (%s), %.0f points/s posted: %llu points in %zu series\n", arguments.outage,
                arguments.frozen ? "frozen" : "connections ended", double(posted) / posting,
                static_cast<unsigned long long>(posted), producers * metrics.size());
    std::printf(
        "  seen before %llu, missing at the end of the outage %llu, caught up %.1f s after it%s, %llu "
        "new connections\n",
        static_cast<unsigned long long>(before), static_cast<unsigned long long>(missed), catching,
        caughtUp ? "" : " (no)", static_cast<unsigned long long>(relay.connections() - connections));
    const std::uint64_t gaps = gapsIn(desk.events()) + gapsIn(watch.events);
    std::printf(
        "  numbered by the server %.0f, taken by the desk %llu, by a second subscriber %llu (%llu out of "
        "order), samples missing, doubled or wrong in the store %llu, gaps shown %llu, not shown for "
        "lack of room %llu\n",
        numbered, static_cast<unsigned long long>(feed.statistics().points),
        static_cast<unsigned long long>(watch.points.load()),
        static_cast<unsigned long long>(watch.outOfOrder.load()), static_cast<unsigned long long>(wrong),
        static_cast<unsigned long long>(gaps),
        static_cast<unsigned long long>(desk.displayQueue().droppedSamples()));
    // A cable that only stood still may be taken up again as it is.
    const bool good = caughtUp && missed > 0 && (arguments.frozen || relay.connections() > connections) &&
                      load.refused() == 0 && numbered == double(posted) &&
                      feed.statistics().points == posted && watch.points == posted && watch.outOfOrder == 0 &&
                      wrong == 0 && gaps == 0 && double(posted) / posting >= 0.9 * double(arguments.rate);
    std::printf("%s\n", good ? "nothing is missing" : "BAD");
    return good ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Arguments arguments;
    if (!arguments.read(argc, argv)) {
        std::fprintf(stderr, "usage: outage [--outage seconds] [--rate points/s] [--frozen]\n");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    return run(arguments);
}
