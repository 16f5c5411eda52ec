// SPDX-License-Identifier: GPL-3.0-or-later
// kill [--count N]: N times a server is killed at a random moment while it takes at least 100,000 points a
// second with the acknowledgement `os`. Nothing acknowledged may be lost, nothing torn visible, and it must
// be ready again within 2 s; the recording
// goes on where it was, everything exactly once.

#include "tests/integration/countedload.h"
#include "tests/integration/servedprocess.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

using namespace desk;

namespace {

constexpr double mustRate = 100'000;
constexpr std::chrono::milliseconds mustReady{2000};

struct Totals
{
    std::uint64_t points = 0;
    double seconds = 0;
    std::chrono::milliseconds slowest{};
};

bool once(int round, std::mt19937 &random, Totals &totals)
{
    std::string folder = (std::filesystem::temp_directory_path() / "constellation-kill-XXXXXX").string();
    if (!::mkdtemp(folder.data()))
        return false;
    const auto failed = [&](const std::string &why) {
        std::printf("kill %d: %s; the data folder is kept: %s\n", round, why.c_str(), folder.c_str());
        return false;
    };
    ServedProcess server;
    if (!server.start(folder, {"--ack", "os"}))
        return failed("the server did not start");
    CountedLoad load(2, {});
    const auto begun = std::chrono::steady_clock::now();
    load.start(server.port());
    std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(200, 3000)(random)));
    server.signal(SIGKILL);
    const auto killed = std::chrono::steady_clock::now();
    load.stop();
    server.wait();
    totals.points += load.acknowledgedPoints();
    totals.seconds += std::chrono::duration<double>(killed - begun).count();
    if (load.refused() > 0)
        return failed("batches were refused");
    if (!server.start(folder, {"--ack", "os"}))
        return failed("the server did not start again");
    totals.slowest = std::max(totals.slowest, server.readyAfter());
    if (server.readyAfter() > mustReady)
        return failed("ready again only after " + std::to_string(server.readyAfter().count()) + " ms");
    server.signal(SIGTERM);
    if (const int code = server.wait(); code != 0)
        return failed("the restarted server ended with " + std::to_string(code));
    std::string wrong = load.check(std::filesystem::path(folder) / "journal", load.acknowledged());
    if (wrong.empty())
        wrong = load.checkRecorded(folder, load.acknowledged());
    if (!wrong.empty())
        return failed(wrong);
    std::filesystem::remove_all(folder);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc == 1                                           ? 10
                      : argc == 3 && std::strcmp(argv[1], "--count") == 0 ? std::atoi(argv[2])
                                                                          : 0;
    if (count < 1) {
        std::fprintf(stderr, "usage: kill [--count N]\n");
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::random_device device;
    const auto seed = device();
    std::mt19937 random(seed);
    Totals totals;
    int bad = 0;
    for (int round = 1; round <= count; ++round)
        bad += once(round, random, totals) ? 0 : 1;
    const double rate = double(totals.points) / totals.seconds;
    std::printf("%d kills, %d bad, %.0f points/s acknowledged (must: %.0f), slowest restart %lld ms (must: "
                "%lld), seed %u\n",
                count, bad, rate, mustRate, static_cast<long long>(totals.slowest.count()),
                static_cast<long long>(mustReady.count()), seed);
    return bad == 0 && rate >= mustRate ? 0 : 1;
}
