// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/layoutpeer.h"

#include "models/topology/graphlayout.h"

#include <chrono>
#include <cmath>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace desk {
namespace {

using Clock = std::chrono::steady_clock;

void writeAll(int file, const void *data, std::size_t size)
{
    const auto *bytes = static_cast<const char *>(data);
    while (size > 0) {
        const ssize_t written = ::write(file, bytes, size);
        if (written <= 0)
            ::_exit(1);
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

// What the child wrote until the deadline; fewer bytes when it died or was too slow.
std::vector<char> readAll(int file, std::size_t size, Clock::time_point deadline, bool &late)
{
    std::vector<char> bytes(size);
    std::size_t done = 0;
    while (done < size) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd waiting{file, POLLIN, 0};
        late = left <= 0 || ::poll(&waiting, 1, static_cast<int>(left)) == 0;
        if (late)
            break;
        const ssize_t got = ::read(file, bytes.data() + done, size - done);
        if (got <= 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

// In the child: the picture, or an error's words, into the pipe.
[[noreturn]] void work(const LayoutPeer &peer, const LayoutGraph &graph, int pipe)
{
    const int nowhere = ::open("/dev/null", O_WRONLY); // libraries chat
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    const auto picture = peer.layOut(graph, peer.method);
    if (!picture)
        ::_exit(2);
    writeAll(pipe, &picture->milliseconds, sizeof picture->milliseconds);
    writeAll(pipe, picture->places.data(), picture->places.size() * sizeof(LayoutPoint));
    ::_exit(0);
}

} // namespace

Result<LayoutPeer::Picture> LayoutPeer::measured(const LayoutGraph &graph, unsigned seconds) const
{
    int ends[2];
    if (::pipe(ends) != 0)
        return failure(ErrorCode::internal, "no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        work(*this, graph, ends[1]);
    }
    ::close(ends[1]);
    bool late = false;
    Picture picture;
    picture.places.resize(graph.nodeCount);
    const std::size_t size = sizeof picture.milliseconds + graph.nodeCount * sizeof(LayoutPoint);
    const auto bytes = readAll(ends[0], size, Clock::now() + std::chrono::seconds(seconds), late);
    ::close(ends[0]);
    if (late)
        ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (late)
        return failure(ErrorCode::timeout, "did not end in " + std::to_string(seconds) + " s");
    if (bytes.size() < size)
        return failure(ErrorCode::internal, WIFSIGNALED(status) ? "died" : "gave no picture");
    std::copy_n(bytes.begin(), sizeof picture.milliseconds, reinterpret_cast<char *>(&picture.milliseconds));
    std::copy(bytes.begin() + sizeof picture.milliseconds, bytes.end(),
              reinterpret_cast<char *>(picture.places.data()));
    for (const LayoutPoint &p : picture.places) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y))
            return failure(ErrorCode::internal, "gave places that are no numbers");
    }
    return picture;
}

Result<LayoutPeer::Picture> LayoutPeer::ours(const LayoutGraph &graph, const std::string &)
{
    Picture picture;
    LayoutGraph copy = graph;
    const auto begun = Clock::now();
    GraphLayout layout(std::move(copy), LayoutKind::stress);
    layout.run();
    picture.milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    picture.places = layout.positions();
    return picture;
}

std::vector<LayoutPeer> LayoutPeer::all()
{
    std::vector<LayoutPeer> list{{"constellation", "", ours, ""}};
#ifdef DESK_GRAPHVIZ
    list.push_back({"sfdp", "", graphviz, "sfdp"});
    list.push_back({"neato", "", graphviz, "neato"});
#else
    list.push_back({"sfdp", "built without it: apt-get install libgraphviz-dev graphviz"});
    list.push_back({"neato", "built without it: apt-get install libgraphviz-dev graphviz"});
#endif
#ifdef DESK_IGRAPH
    list.push_back({"igraph_fr", "", igraph, "fr"});
    list.push_back({"igraph_kk", "", igraph, "kk"});
    list.push_back({"igraph_drl", "", igraph, "drl"});
#else
    for (const char *name : {"igraph_fr", "igraph_kk", "igraph_drl"})
        list.push_back({name, "built without it: apt-get install libigraph-dev"});
#endif
#ifdef DESK_TULIP
    list.push_back({"ogdf_fmme", "", tulip, "Fast Multipole Multilevel Embedder (OGDF)"});
    list.push_back({"ogdf_fm3", "", tulip, "FM^3 (OGDF)"});
    list.push_back({"ogdf_pivot_mds", "", tulip, "Pivot MDS (OGDF)"});
#else
    for (const char *name : {"ogdf_fmme", "ogdf_fm3", "ogdf_pivot_mds"})
        list.push_back({name, "built without it: apt-get install libtulip-dev tulip"});
#endif
    return list;
}

} // namespace desk
