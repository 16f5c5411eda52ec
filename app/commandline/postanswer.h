// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/httpclient.h"

#include <vector>

namespace desk {

// What a request holds, and the route that takes it: an array of the API's points; lines, which have a place
// for labels and texts; lines with names that the API does not allow, for a desk's route for foreign clients.
enum class PostForm : std::uint8_t { json, lines, foreignLines };

// What became of the points of one request. Plain value.
struct PostedBatch
{
    struct Refusal
    {
        std::size_t index = 0; // of the request's points, from 0
        std::string reason;
        std::size_t points = 1; // from index on
    };

    std::size_t points = 0;
    std::size_t accepted = 0;
    std::vector<Refusal> refused; // by the server, for good
    // Otherwise the tries are over and nothing was taken: why, and when another attempt may be worth it.
    bool isAnswered = true;
    std::string reason{};
    std::chrono::seconds again{1};
    bool isBuried = false; // whatever was not accepted is in the dead-letter file
};

// From a good answer to so many points.
PostedBatch readPostAnswer(PostForm form, std::size_t points, const std::string &answer);
// From an answer that refuses the request for good. The route for foreign clients keeps the good lines and
// says how many are not: "... dropped=3".
PostedBatch readPostRefusal(PostForm form, std::size_t points, const Error &why, const std::string &answer);

// Is the answer "not now" rather than "not this"?
bool isPostedLater(int status);
// Is it about the points, not about who sends them? A server that has no such route takes none of them.
bool isAboutThePoints(PostForm form, int status);

} // namespace desk
