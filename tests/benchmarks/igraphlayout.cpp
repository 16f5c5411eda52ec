// SPDX-License-Identifier: GPL-3.0-or-later
// igraph's C library with its defaults: Fruchterman-Reingold (500 steps, the grid above 1,000 nodes),
// Kamada-Kawai (10 n steps from a circle), DrL.
#include "tests/benchmarks/layoutpeer.h"

#include <igraph/igraph.h>

#include <chrono>

namespace desk {

Result<LayoutPeer::Picture> LayoutPeer::igraph(const LayoutGraph &graph, const std::string &method)
{
    igraph_rng_seed(igraph_rng_default(), 1);
    igraph_vector_int_t ends;
    igraph_vector_int_init(&ends, 0);
    for (const auto &[a, b] : graph.edges) {
        igraph_vector_int_push_back(&ends, a);
        igraph_vector_int_push_back(&ends, b);
    }
    const auto count = static_cast<igraph_integer_t>(graph.nodeCount);
    igraph_t made;
    igraph_create(&made, &ends, count, IGRAPH_UNDIRECTED);
    igraph_matrix_t places;
    igraph_matrix_init(&places, count, 2);
    Picture picture;
    const auto begun = std::chrono::steady_clock::now();
    if (method == "fr") {
        igraph_layout_fruchterman_reingold(&made, &places, false, 500, std::sqrt(double(count)),
                                           IGRAPH_LAYOUT_AUTOGRID, nullptr, nullptr, nullptr, nullptr,
                                           nullptr);
    } else if (method == "kk") {
        igraph_layout_kamada_kawai(&made, &places, false, 10 * count, 0, double(count), nullptr, nullptr,
                                   nullptr, nullptr, nullptr);
    } else {
        igraph_layout_drl_options_t options;
        igraph_layout_drl_options_init(&options, IGRAPH_LAYOUT_DRL_DEFAULT);
        igraph_layout_drl(&made, &places, false, &options, nullptr);
    }
    picture.milliseconds =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    for (igraph_integer_t i = 0; i < count; ++i)
        picture.places.push_back({MATRIX(places, i, 0), MATRIX(places, i, 1)});
    igraph_matrix_destroy(&places);
    igraph_vector_int_destroy(&ends);
    igraph_destroy(&made);
    return picture;
}

} // namespace desk
