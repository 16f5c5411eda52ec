// SPDX-License-Identifier: GPL-3.0-or-later
// diskfault [--count N]: N times the disk of a running server fails: it is full (a small tmpfs), then its
// fdatasync fails (strace gives it EIO). Each time the server must answer 503 with Retry-After, go on
// reading, take telemetry again within 5 s once the fault is over, and have everything it acknowledged, in
// the recording too, which catches up.

#include "tests/integration/countedload.h"
#include "tests/integration/mountrig.h"
#include "tests/integration/servedprocess.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>

using namespace desk;

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto mustResume = 5s;

std::string get(std::uint16_t port, const std::string &path)
{
    return httpExchange(port,
                        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n\r\n");
}

std::string post(std::uint16_t port)
{
    static const std::string body =
        R"([{"timestamp":"2026-01-01T00:00:00Z","node_id":"probe","node_type":"device","n":0}])";
    return httpExchange(
        port, "POST /api/v1/telemetry/batch HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                  "\r\nX-Ack: disk\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

bool within(std::chrono::seconds limit, const std::function<bool()> &holds)
{
    for (const auto until = Clock::now() + limit; Clock::now() < until;) {
        if (holds())
            return true;
        std::this_thread::sleep_for(50ms);
    }
    return false;
}

// What is wrong while the fault lasts; empty when nothing is.
std::string duringFault(std::uint16_t port)
{
    const std::string refusal = post(port);
    if (!refusal.starts_with("HTTP/1.1 503 ") || refusal.find("STORAGE_UNAVAILABLE") == std::string::npos ||
        refusal.find("Retry-After: ") == std::string::npos)
        return "a post during the fault was answered: " + refusal;
    if (!get(port, "/ready").starts_with("HTTP/1.1 503 "))
        return "/ready does not tell of the fault";
    if (!get(port, "/api/v1/topology/").starts_with("HTTP/1.1 200 ") ||
        !get(port, "/health").starts_with("HTTP/1.1 200 "))
        return "reading does not go on";
    return {};
}

bool isRecorded(std::uint16_t port)
{
    return get(port, "/metrics").find("\nconstellation_recorder_behind_points 0\n") != std::string::npos;
}

std::string fullDisk(MountRig &rig)
{
    if (!rig.mount("small", "tmpfs", "-t tmpfs -o size=48m"))
        return rig.reason();
    const std::string disk = rig.folder() + "/small";
    ServedProcess server;
    if (!server.start(disk + "/data", {}) || !run("head -c 12M /dev/zero >" + disk + "/ballast") ||
        !run("head -c 16M /dev/zero >" + disk + "/more"))
        return "the server did not start";
    CountedLoad load(2, {});
    load.start(server.port());
    if (!within(20s, [&] { return load.refused() > 0; }))
        return "the disk did not become full";
    // The producers go on asking: the fault lasts while the disk is full.
    std::string wrong;
    if (!within(5s, [&] { return (wrong = duringFault(server.port())).empty(); }))
        return wrong;
    const std::uint64_t before = load.acknowledgedPoints();
    run("rm " + disk + "/ballast");
    const auto freed = Clock::now();
    if (!within(mustResume, [&] { return load.acknowledgedPoints() > before; }))
        return "nothing was taken within 5 s after space had returned";
    std::printf("full disk: taken again after %.1f s\n",
                std::chrono::duration<double>(Clock::now() - freed).count());
    load.stop();
    const auto acknowledged = load.acknowledged();
    run("rm " + disk + "/more");
    if (!within(20s, [&] { return isRecorded(server.port()); }))
        return "the recording did not catch up";
    server.signal(SIGKILL);
    server.wait();
    wrong = load.checkRecorded(disk + "/data", acknowledged);
    if (wrong.empty())
        wrong = load.check(disk + "/data/journal", acknowledged);
    rig.unmount("small");
    return wrong;
}

std::string failingSync(const std::string &folder)
{
    // -D: it is the child, whom signals reach. The 20th to the 23rd: the start and some acknowledgements go
    // well.
    ServedProcess server;
    if (!server.start(folder, {"--ack", "disk"},
                      {"strace", "-D", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e",
                       "inject=fdatasync:error=EIO:when=20..23"}))
        return "the server did not start under strace";
    CountedLoad load(2, {}, 20'000);
    load.start(server.port());
    if (!within(20s, [&] { return load.refused() > 0; }))
        return "a failed fdatasync refused nothing";
    const std::uint64_t before = load.acknowledgedPoints();
    // One probe a second meets an error each.
    if (!within(3s + mustResume, [&] { return load.acknowledgedPoints() > before; }))
        return "nothing was taken after the errors had ended";
    load.stop();
    const auto acknowledged = load.acknowledged();
    server.signal(SIGTERM);
    server.wait();
    const std::string wrong = load.checkRecorded(folder, acknowledged);
    return wrong.empty() ? load.check(folder + "/journal", acknowledged) : wrong;
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    const int count = argc == 1                                           ? 5
                      : argc == 3 && std::strcmp(argv[1], "--count") == 0 ? std::atoi(argv[2])
                                                                          : 0;
    if (count < 1) {
        std::fprintf(stderr, "usage: diskfault [--count N]\n");
        return 2;
    }
    MountRig rig;
    if (!rig.reason().empty())
        return skipped(rig.reason());
    if (!run("command -v strace >/dev/null && strace -qq -o /dev/null true"))
        return skipped("strace is missing or may not trace");
    int bad = 0;
    for (int i = 0; i < count; ++i) {
        for (const std::string &wrong :
             {fullDisk(rig), failingSync(rig.folder() + "/traced" + std::to_string(i))}) {
            if (!wrong.empty())
                std::printf("round %d: %s\n", i + 1, wrong.c_str());
            bad += wrong.empty() ? 0 : 1;
        }
    }
    std::printf("%d rounds, %d bad\n", count, bad);
    return bad == 0 ? 0 : 1;
}
