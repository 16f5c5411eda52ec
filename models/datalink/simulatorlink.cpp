// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatorlink.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace desk {
namespace {

using namespace std::chrono_literals;
constexpr auto progressEvery = 100ms;
constexpr auto clockJump = 5s;  // the wall clock that far ahead of the steady one: the machine slept
constexpr auto lastDrain = 10s; // what may be spent on the rest at the end
constexpr double fastest = 1e6;

// Unlike from run to run: a server remembers idempotency keys across its own.
std::string runKey()
{
    std::random_device device;
    return "simulator-" + std::to_string((std::uint64_t{device()} << 32) | device());
}

std::chrono::nanoseconds scaled(std::chrono::nanoseconds time, double factor)
{
    return std::chrono::nanoseconds{std::llround(static_cast<double>(time.count()) * factor)};
}

Result<void> checkOptions(const SimulatorLinkOptions &options)
{
    if (!(options.rateHz > 0 && options.rateHz <= 1000))
        return failure(ErrorCode::outOfRange, "rate must be above 0 and at most 1000 Hz", "rate");
    if (!(options.speed >= 0 && options.speed <= fastest))
        return failure(ErrorCode::outOfRange, "speed must be from 0 (as fast as possible) to a million",
                       "speed");
    if (!(options.minElevationDegrees >= 0 && options.minElevationDegrees < 90))
        return failure(ErrorCode::outOfRange, "the least elevation must be from 0 to below 90 degrees",
                       "minElevation");
    if (options.backfill < 0ns || options.backfill > 24h * 31)
        return failure(ErrorCode::outOfRange, "the back-fill must be from 0 to 31 days", "backfill");
    if (options.duration && *options.duration < 0ns)
        return failure(ErrorCode::outOfRange, "the duration must not be negative", "duration");
    return {};
}

} // namespace

Result<std::unique_ptr<SimulatorLink>> SimulatorLink::create(SimulatorLinkOptions options,
                                                             const TimeService &time)
{
    if (const auto checked = checkOptions(options); !checked)
        return tl::unexpected(checked.error());
    ConstellationOptions constellation;
    auto elements = parseElements(options.elements);
    if (!elements)
        return tl::unexpected(elements.error());
    if (options.satellites > 0 && options.satellites < elements->size())
        elements->resize(options.satellites);
    auto stations = readStations(options.stations);
    if (!stations)
        return tl::unexpected(stations.error());
    auto faults = parseFaults(options.faults);
    if (!faults)
        return tl::unexpected(faults.error());
    constellation.elements = *std::move(elements);
    constellation.stations = *std::move(stations);
    constellation.faults = *std::move(faults);
    constellation.seed = options.seed;
    constellation.ground.minElevationDegrees = options.minElevationDegrees;
    constellation.ground.perStation = options.linksPerStation;
    // Faults may name nodes that do not exist; better said now than from a thread.
    constellation.start = options.start.value_or(time.now());
    if (const auto tried = ConstellationSimulator::create(constellation); !tried)
        return tl::unexpected(tried.error());
    return std::unique_ptr<SimulatorLink>(
        new SimulatorLink(std::move(options), std::move(constellation), time));
}

SimulatorLink::SimulatorLink(SimulatorLinkOptions options, ConstellationOptions constellation,
                             const TimeService &time)
    : m_options(std::move(options))
    , m_constellation(std::move(constellation))
    , m_time(time)
    , m_client({.baseUrl = m_options.url, .token = m_options.token, .caFile = m_options.ca})
{
}

SimulatorLink::~SimulatorLink()
{
    SimulatorLink::stop();
}

void SimulatorLink::start()
{
    if (m_thread.joinable())
        return;
    m_statistics.setState(DataLinkState::connecting);
    m_thread = std::jthread([this](const std::stop_token &stop) {
        const auto ended = run(stop);
        m_statistics.setState(ended ? DataLinkState::disabled : DataLinkState::down,
                              ended ? std::string() : ended.error().message);
    });
}

void SimulatorLink::stop()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
    m_thread = {};
    m_statistics.setState(DataLinkState::disabled);
}

DataLinkStatus SimulatorLink::status() const
{
    DataLinkStatus status;
    status.name = "Simulated constellation";
    status.address = m_options.sink ? std::string() : m_options.url;
    m_statistics.fill(status);
    return status;
}

SimulatorProgress SimulatorLink::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

std::vector<SimulationRecord> SimulatorLink::records() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_simulator)
        return {};
    const auto &records = m_simulator->log().records();
    return {records.begin(), records.end()};
}

Timestamp SimulatorLink::timeOf(std::int64_t step) const
{
    return m_liveStart +
           std::chrono::nanoseconds{std::llround(static_cast<double>(step) / m_options.rateHz * 1e9)};
}

// A new constellation that begins with the back-fill before the present moment.
Result<void> SimulatorLink::begin()
{
    const Timestamp now = m_time.now();
    m_liveStart = m_options.start.value_or(std::chrono::floor<std::chrono::seconds>(now));
    m_liveStartSteady = m_time.steadyNow();
    if (!m_options.start)
        m_liveStartSteady -= std::chrono::duration_cast<SteadyTime::duration>(now - m_liveStart);
    ConstellationOptions options = m_constellation;
    const auto steps = static_cast<std::int64_t>(
        std::floor(std::chrono::duration<double>(m_options.backfill).count() * m_options.rateHz));
    options.start = timeOf(-steps);
    options.live = m_liveStart;
    auto simulator = ConstellationSimulator::create(std::move(options));
    if (!simulator)
        return tl::unexpected(simulator.error());
    m_json = simulator->jsonWriter();
    m_reportedRecords = 0;
    const std::lock_guard lock(m_mutex);
    m_simulator = *std::move(simulator);
    m_progress.simulated = m_simulator->time();
    return {};
}

std::optional<BatchSender::Failure> SimulatorLink::putFleet(const std::stop_token &stop)
{
    const std::string body = fleetDefinitionJson(m_simulator->time(), m_simulator->fleet());
    const auto response =
        m_client.send("PUT", "/api/v1/topology/", body, {}, [&] { return stop.stop_requested(); });
    if (!response)
        return BatchSender::Failure{response.error(), false, {}};
    if (auto refused = refusal(*response))
        return BatchSender::Failure{*std::move(refused), false, response->retryAfter};
    m_fleetKnown = true;
    return std::nullopt;
}

std::optional<BatchSender::Failure> SimulatorLink::post(std::string_view json, std::size_t points,
                                                        std::string_view key, const std::stop_token &stop)
{
    if (m_options.sink) {
        if (const auto taken = m_options.sink(json, points); !taken) {
            m_sinkError = taken.error();
            return BatchSender::Failure{taken.error(), true, {}};
        }
        m_statistics.count(points, json.size(), m_time.steadyNow());
        return std::nullopt;
    }
    // A server that was away may have forgotten the fleet.
    if (!m_fleetKnown) {
        if (auto failed = putFleet(stop))
            return failed;
    }
    const std::array header{HttpHeader{"Idempotency-Key", key}};
    const auto response =
        m_client.send("POST", "/api/v1/telemetry/batch", json, header, [&] { return stop.stop_requested(); });
    if (!response) {
        m_fleetKnown = false;
        return BatchSender::Failure{response.error(), false, {}};
    }
    if (auto refused = refusal(*response)) {
        const bool permanent =
            refused->code == ErrorCode::invalidArgument || refused->code == ErrorCode::tooLarge;
        return BatchSender::Failure{*std::move(refused), permanent, response->retryAfter};
    }
    m_statistics.count(points, json.size(), m_time.steadyNow());
    m_statistics.setState(DataLinkState::up);
    return std::nullopt;
}

// Waits on the real clock; false when a stop is asked for.
bool SimulatorLink::wait(SteadyTime until, const std::stop_token &stop)
{
    std::unique_lock lock(m_waitMutex);
    m_wake.wait_until(lock, stop, until, [] { return false; });
    return !stop.stop_requested();
}

// Sends what waits: once, or until nothing is left (or a stop). Failures of a server are states, not errors.
Result<void> SimulatorLink::pump(const std::stop_token &stop, bool untilEmpty)
{
    do {
        if (const auto failed = m_sender->pump(m_time.steadyNow()); failed && !stop.stop_requested()) {
            m_statistics.countError();
            m_statistics.setState(DataLinkState::down, failed->error.message);
        }
        if (m_sinkError)
            return tl::unexpected(*m_sinkError);
    } while (untilEmpty && !m_sender->isEmpty() && wait(m_sender->retryAt(), stop));
    return {};
}

Result<void> SimulatorLink::connect(const std::stop_token &stop)
{
    report(SimulatorPhase::connecting, true);
    m_sender = std::make_unique<BatchSender>(
        m_options.sending, runKey(),
        [this, &stop](std::string_view json, std::size_t points, std::string_view key) {
            return post(json, points, key, stop);
        });
    for (auto pause = m_options.sending.firstPause;;
         pause = std::min(2 * pause, m_options.sending.longestPause)) {
        if (const auto begun = begin(); !begun)
            return begun;
        if (m_options.sink && m_options.fleetSink) {
            if (auto taken =
                    m_options.fleetSink(fleetDefinitionJson(m_simulator->time(), m_simulator->fleet()));
                !taken)
                return taken;
        }
        if (m_options.sink)
            break;
        const auto failed = putFleet(stop);
        if (!failed || stop.stop_requested())
            break;
        m_statistics.countError();
        m_statistics.setState(DataLinkState::down, failed->error.message);
        if (!m_options.persistent)
            return tl::unexpected(failed->error);
        const auto asked = failed->retryAfter.value_or(0s);
        if (!wait(m_time.steadyNow() + std::max<std::chrono::milliseconds>(pause, asked), stop))
            return {};
    }
    m_statistics.setState(DataLinkState::up);
    return {};
}

void SimulatorLink::simulate(Timestamp time)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const SimulatedPoint &point : m_simulator->step(time)) {
            m_json->appendPoint(m_sender->buffer(), point, m_simulator->entities());
            m_sender->pointWritten();
        }
        m_progress.simulated = time;
    }
    reportFaults();
}

Result<void> SimulatorLink::backfill(const std::stop_token &stop)
{
    const auto steps = static_cast<std::int64_t>(
        std::floor(std::chrono::duration<double>(m_options.backfill).count() * m_options.rateHz));
    for (std::int64_t step = -steps; step < 0 && !stop.stop_requested(); ++step) {
        simulate(timeOf(step));
        if (const auto sent = pump(stop, true); !sent)
            return sent;
        report(SimulatorPhase::backfilling);
    }
    return {};
}

Result<void> SimulatorLink::live(const std::stop_token &stop)
{
    for (std::int64_t step = 0; !stop.stop_requested(); ++step) {
        const Timestamp time = timeOf(step);
        if (m_options.duration && time - m_liveStart >= *m_options.duration)
            break;
        if (m_options.speed > 0) {
            const SteadyTime due = m_liveStartSteady + std::chrono::duration_cast<SteadyTime::duration>(
                                                           scaled(time - m_liveStart, 1 / m_options.speed));
            while (m_time.steadyNow() < due) {
                if (!wait(m_sender->isEmpty() ? due : std::min(due, m_sender->retryAt()), stop))
                    return {};
                if (const auto sent = pump(stop, false); !sent)
                    return sent;
            }
            // While the machine sleeps the steady clock stands.
            const auto behind = m_time.now() - time - (m_time.steadyNow() - due);
            if (!m_options.start && m_options.speed == 1 && behind > clockJump)
                m_liveStartSteady -= std::chrono::duration_cast<SteadyTime::duration>(behind);
        }
        simulate(time);
        m_sender->flush();
        // Without a pace the server sets it; with one, time goes on while it is away.
        if (const auto sent = pump(stop, m_options.speed == 0); !sent)
            return sent;
        report(SimulatorPhase::live);
    }
    return {};
}

Result<void> SimulatorLink::run(const std::stop_token &stop)
{
    if (const auto connected = connect(stop); !connected || stop.stop_requested())
        return connected;
    if (const auto filled = backfill(stop); !filled)
        return filled;
    if (const auto lived = live(stop); !lived)
        return lived;
    m_sender->flush();
    const SteadyTime latest = m_time.steadyNow() + lastDrain;
    while (!m_sender->isEmpty() && !stop.stop_requested() && m_time.steadyNow() < latest) {
        if (const auto sent = pump(stop, false); !sent)
            return sent;
        if (!m_sender->isEmpty() && !wait(m_sender->retryAt(), stop))
            break;
    }
    report(SimulatorPhase::finished, true);
    return {};
}

void SimulatorLink::report(SimulatorPhase phase, bool always)
{
    const SteadyTime now = m_time.steadyNow();
    SimulatorProgress progress;
    {
        const std::lock_guard lock(m_mutex);
        m_progress.phase = phase;
        if (m_simulator)
            m_progress.simulated = m_simulator->time();
        if (m_sender) {
            m_progress.sentPoints = m_sender->sentPoints();
            m_progress.droppedPoints = m_sender->droppedPoints();
            m_progress.waitingPoints = m_sender->waitingPoints();
        }
        if (m_options.duration && *m_options.duration > 0ns && phase >= SimulatorPhase::live)
            m_progress.share = std::clamp(std::chrono::duration<double>(m_progress.simulated - m_liveStart) /
                                              std::chrono::duration<double>(*m_options.duration),
                                          0.0, 1.0);
        if (phase == SimulatorPhase::finished)
            m_progress.share = 1;
        progress = m_progress;
    }
    if (!m_options.progress || (!always && now - m_lastProgress < progressEvery))
        return;
    m_lastProgress = now;
    m_options.progress(progress);
}

void SimulatorLink::reportFaults()
{
    if (!m_options.events)
        return;
    const auto &records = m_simulator->log().records(); // only this thread changes them
    for (auto record = records.rbegin(); record != records.rend() && record->number > m_reportedRecords;
         ++record) {
        if (!isInjected(record->cause))
            continue;
        const std::string subject = record->dst.empty() ? record->node : record->node + "->" + record->dst;
        m_options.events->report(record->start, Severity::advisory, EventCode::faultInjected, subject,
                                 std::string(simulationCauseWord(record->cause)));
    }
    if (!records.empty())
        m_reportedRecords = records.back().number;
}

} // namespace desk
