// SPDX-License-Identifier: GPL-3.0-or-later
// powerloss [--count N] [--ack LEVEL]: N times the disk of a server that takes telemetry with the
// acknowledgement `disk` is copied at a random moment, as a power loss would leave it: ext4 in a loop file,
// which lies on btrfs in a loop file, so that cp --reflink copies it in an instant. The copy is mounted and
// recovered: every number acknowledged before the copy began must be there, in the recording or in
// the journal after it. With --ack os it shows that the
// test can fail.

#include "tests/integration/countedload.h"
#include "tests/integration/mountrig.h"
#include "tests/integration/servedprocess.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>

using namespace desk;

namespace {

constexpr int imagesOfOneServer = 10; // then its journal is large enough
constexpr std::uint64_t rate = 100'000;

struct PowerLoss
{
    MountRig rig;
    std::mt19937 random{std::random_device{}()};
    std::string ack = "disk";
    std::uint64_t acknowledged = 0;

    [[nodiscard]] std::string outer() const { return rig.folder() + "/outer"; }

    bool prepare()
    {
        return run("truncate -s 6G " + rig.folder() + "/outer.img") &&
               run("mkfs.btrfs -q " + rig.folder() + "/outer.img >/dev/null") &&
               rig.mount("outer", rig.folder() + "/outer.img", "-o loop");
    }

    bool makeDisk()
    {
        return run("rm -f " + outer() + "/inner.img && truncate -s 2G " + outer() + "/inner.img") &&
               run("mkfs.ext4 -q " + outer() + "/inner.img") &&
               rig.mount("disk", outer() + "/inner.img", "-o loop");
    }

    // What is wrong with the copy; empty when nothing is.
    std::string lose(const CountedLoad &load)
    {
        std::this_thread::sleep_for(
            std::chrono::microseconds(std::uniform_int_distribution(200'000, 1'200'000)(random)));
        const std::vector<std::uint64_t> before = load.acknowledged();
        if (!run("cp --reflink=always " + outer() + "/inner.img " + outer() + "/copy.img"))
            return "the disk could not be copied";
        if (!rig.mount("copy", outer() + "/copy.img", "-o loop"))
            return "the copy cannot be mounted";
        std::string wrong = load.checkRecorded(rig.folder() + "/copy/data", before);
        if (wrong.empty())
            wrong = load.check(rig.folder() + "/copy/data/journal", before);
        if (!rig.unmount("copy") || !run("rm " + outer() + "/copy.img"))
            wrong += "; the copy could not be let go";
        return wrong;
    }

    // Returns how many of the images were bad.
    int images(int count)
    {
        if (!makeDisk())
            return count;
        int bad = 0;
        {
            ServedProcess server;
            if (!server.start(rig.folder() + "/disk/data", {"--ack", ack}))
                return count;
            CountedLoad load(4, {}, rate);
            load.start(server.port());
            for (int i = 0; i < count; ++i) {
                const std::string wrong = lose(load);
                if (!wrong.empty())
                    std::printf("image %d: %s\n", i + 1, wrong.c_str());
                bad += wrong.empty() ? 0 : 1;
            }
            server.signal(SIGKILL);
            load.stop();
            server.wait();
            acknowledged += load.acknowledgedPoints();
        }
        return rig.unmount("disk") ? bad : count;
    }
};

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    int count = 3;
    PowerLoss loss;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--count") == 0)
            count = std::atoi(argv[i + 1]);
        else if (std::strcmp(argv[i], "--ack") == 0)
            loss.ack = argv[i + 1];
        else
            count = 0;
    }
    if (count < 1 || argc % 2 == 0) {
        std::fprintf(stderr, "usage: powerloss [--count N] [--ack LEVEL]\n");
        return 2;
    }
    if (!run("command -v mkfs.btrfs >/dev/null"))
        return skipped("mkfs.btrfs is missing; install btrfs-progs");
    if (!loss.rig.reason().empty() || !loss.prepare())
        return skipped(loss.rig.reason().empty() ? "no btrfs in a loop file" : loss.rig.reason());
    int bad = 0;
    for (int done = 0; done < count; done += imagesOfOneServer)
        bad += loss.images(std::min(imagesOfOneServer, count - done));
    std::printf("%d images, %d bad, %llu points acknowledged\n", count, bad,
                static_cast<unsigned long long>(loss.acknowledged));
    return bad == 0 && loss.acknowledged > 0 ? 0 : 1;
}
