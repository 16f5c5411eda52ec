// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/blockpacking_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double gap = 1.5;

LayoutPoint meanOf(const std::vector<LayoutPoint> &places)
{
    LayoutPoint mean;
    for (const LayoutPoint &p : places) {
        mean.x += p.x;
        mean.y += p.y;
    }
    return {mean.x / double(places.size()), mean.y / double(places.size())};
}

void rotate(std::vector<LayoutPoint> &places, LayoutPoint about, double cosine, double sine)
{
    for (LayoutPoint &p : places) {
        const double x = p.x - about.x;
        const double y = p.y - about.y;
        p = {cosine * x - sine * y, sine * x + cosine * y};
    }
}

} // namespace

void LayoutBox::add(LayoutPoint point)
{
    least = {std::min(least.x, point.x), std::min(least.y, point.y)};
    most = {std::max(most.x, point.x), std::max(most.y, point.y)};
}

LayoutBox boxOf(const std::vector<LayoutPoint> &places)
{
    LayoutBox box;
    for (const LayoutPoint &p : places)
        box.add(p);
    return box;
}

void turnLevel(LayoutBlock &block)
{
    if (block.places.size() < 2)
        return;
    const LayoutPoint mean = meanOf(block.places);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (const LayoutPoint &p : block.places) {
        xx += (p.x - mean.x) * (p.x - mean.x);
        xy += (p.x - mean.x) * (p.y - mean.y);
        yy += (p.y - mean.y) * (p.y - mean.y);
    }
    const double angle = -0.5 * std::atan2(2 * xy, xx - yy);
    rotate(block.places, mean, std::cos(angle), std::sin(angle));
    // Two mirrorings are left open: the first node goes to the left and to the top.
    const double flipX = block.places[0].x > 0 ? -1 : 1;
    const double flipY = block.places[0].y > 0 ? -1 : 1;
    for (LayoutPoint &p : block.places)
        p = {flipX * p.x, flipY * p.y};
}

void turnLike(LayoutBlock &block, const std::vector<std::optional<LayoutPoint>> &previous)
{
    if (previous.empty())
        return;
    std::vector<LayoutPoint> now;
    std::vector<LayoutPoint> was;
    for (std::size_t i = 0; i < block.nodes.size(); ++i) {
        if (const auto &place = previous[block.nodes[i]]) {
            now.push_back(block.places[i]);
            was.push_back(*place);
        }
    }
    if (now.size() < 3 || 3 * now.size() < block.nodes.size())
        return;
    const LayoutPoint nowMean = meanOf(now);
    const LayoutPoint wasMean = meanOf(was);
    // Best rotation in the plane, plain and mirrored (Procrustes): the greater of the two traces wins.
    double plainCos = 0;
    double plainSin = 0;
    double mirrorCos = 0;
    double mirrorSin = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const double x = now[i].x - nowMean.x;
        const double y = now[i].y - nowMean.y;
        const double u = was[i].x - wasMean.x;
        const double v = was[i].y - wasMean.y;
        plainCos += x * u + y * v;
        plainSin += x * v - y * u;
        mirrorCos += x * u - y * v;
        mirrorSin += x * v + y * u;
    }
    const bool mirrored = std::hypot(mirrorCos, mirrorSin) > std::hypot(plainCos, plainSin);
    const double c = mirrored ? mirrorCos : plainCos;
    const double s = mirrored ? mirrorSin : plainSin;
    const double length = std::hypot(c, s);
    if (length < 1e-12)
        return;
    for (LayoutPoint &p : block.places) {
        const double x = p.x - nowMean.x;
        const double y = (mirrored ? -1 : 1) * (p.y - nowMean.y);
        p = {(c * x - s * y) / length + wasMean.x, (s * x + c * y) / length + wasMean.y};
    }
}

void packBlocks(std::vector<LayoutBlock> &blocks, double aspect)
{
    LayoutBox anchored;
    std::vector<std::pair<LayoutBox, LayoutBlock *>> loose;
    double area = 0;
    double widest = 0;
    for (LayoutBlock &block : blocks) {
        const LayoutBox box = boxOf(block.places);
        if (block.anchored) {
            anchored.add(box.least);
            anchored.add(box.most);
            continue;
        }
        area += (box.width() + gap) * (box.height() + gap);
        widest = std::max(widest, box.width());
        loose.emplace_back(box, &block);
    }
    std::stable_sort(loose.begin(), loose.end(),
                     [](const auto &a, const auto &b) { return a.first.height() > b.first.height(); });
    double rowWidth = std::max(widest, std::sqrt(area * aspect));
    LayoutPoint corner;
    if (!anchored.empty()) {
        rowWidth = std::max(rowWidth, anchored.width());
        corner = {anchored.least.x, anchored.most.y + gap};
    }
    LayoutPoint at = corner;
    double rowHeight = 0;
    for (auto &[box, block] : loose) {
        if (at.x > corner.x && at.x + box.width() > corner.x + rowWidth + 1e-9) {
            at = {corner.x, at.y + rowHeight + gap};
            rowHeight = 0;
        }
        for (LayoutPoint &p : block->places)
            p = {p.x - box.least.x + at.x, p.y - box.least.y + at.y};
        at.x += box.width() + gap;
        rowHeight = std::max(rowHeight, box.height());
    }
}

} // namespace desk
