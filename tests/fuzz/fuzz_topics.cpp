// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/topicqueues.h"

#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace desk;

namespace {

void write(const std::filesystem::path &path, const std::uint8_t *data, std::size_t size)
{
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (!file || std::fwrite(data, 1, size, file) != size)
        std::abort();
    std::fclose(file);
}

} // namespace

// A topic of any bytes: the first two say how long the position file is, the rest is a segment. Opening must
// not crash, and the queue must work afterwards: what is found comes once, what is published then comes too
// and is there after another start.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path folder = "/tmp/desk-fuzz-topics-" + std::to_string(::getpid());
    if (size < 2)
        return 0;
    const std::size_t positions = std::min<std::size_t>(data[0] + std::size_t{256} * data[1], size - 2);
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder / "t");
    write(folder / "t" / "0.groups", data + 2, positions);
    write(folder / "t" / "0-00000000000000000000.seg", data + 2 + positions, size - 2 - positions);
    SimulatedTimeService time(fromNanoseconds(0));
    TopicQueues::Options options;
    options.folder = folder;
    options.queueSize = 4;
    TopicRecovery recovery;
    for (int start = 0; start < 2; ++start) {
        auto queues = TopicQueues::open(options, time, recovery);
        if (!queues || !(*queues)->join("t", "g"))
            std::abort();
        const auto id = (*queues)->publish("t", 0, "last");
        if (!id)
            std::abort();
        std::uint64_t count = 0;
        bool found = false;
        while (const auto message = (*queues)->take("t", 0, "g")) {
            found = found || message->id == *id;
            if (++count > recovery.messages + 1 ||
                !(*queues)->acknowledge("t", 0, "g", std::span(&message->id, 1)))
                break;
        }
        // Two messages of one id are one to their group: only a writer of another mind makes them.
        if (!found && count > recovery.messages + 1)
            std::abort();
        (*queues)->expire();
        static_cast<void>((*queues)->status());
    }
    std::filesystem::remove_all(folder);
    return 0;
}
