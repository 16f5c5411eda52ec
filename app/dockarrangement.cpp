// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dockarrangement.h"

#include <QDockWidget>
#include <QJsonArray>
#include <QMainWindow>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 8;

class Arranger
{
public:
    Arranger(QMainWindow &window, const std::function<QDockWidget *(const QString &)> &find)
        : m_window(window)
        , m_find(find)
    {
    }

    void arrange(const QJsonObject &tree)
    {
        QDockWidget *first = firstOf(tree);
        if (!first)
            return;
        m_window.addDockWidget(Qt::LeftDockWidgetArea, first);
        first->show();
        place(tree, 0);
        size(tree, 0);
    }

private:
    // The dock in the top left corner of a tree that can be found at all.
    [[nodiscard]] QDockWidget *firstOf(const QJsonObject &tree, int depth = 0) const
    {
        for (const QJsonValue &name : tree.value(u"tabs"_s).toArray()) {
            if (QDockWidget *dock = m_find(name.toString()))
                return dock;
        }
        for (const QJsonValue &child : childrenOf(tree)) {
            QDockWidget *dock = depth < deepest ? firstOf(child.toObject(), depth + 1) : nullptr;
            if (dock)
                return dock;
        }
        return nullptr;
    }
    static QJsonArray childrenOf(const QJsonObject &tree)
    {
        return (tree.contains(u"row"_s) ? tree.value(u"row"_s) : tree.value(u"column"_s)).toArray();
    }
    static Qt::Orientation orientationOf(const QJsonObject &tree)
    {
        return tree.contains(u"row"_s) ? Qt::Horizontal : Qt::Vertical;
    }

    // The first dock of the tree is in its place already: first the others beside it, then into each.
    void place(const QJsonObject &tree, int depth)
    {
        if (depth > deepest)
            return;
        QDockWidget *before = firstOf(tree);
        if (const QJsonArray tabs = tree.value(u"tabs"_s).toArray(); !tabs.isEmpty()) {
            QDockWidget *front = before;
            for (const QJsonValue &name : tabs) {
                QDockWidget *dock = m_find(name.toString());
                if (!dock || dock == before)
                    continue;
                m_window.tabifyDockWidget(before, dock);
                dock->show();
                before = dock;
            }
            if (front)
                front->raise();
            return;
        }
        const QJsonArray children = childrenOf(tree);
        for (const QJsonValue &child : children) {
            QDockWidget *dock = firstOf(child.toObject());
            if (!dock || dock == before)
                continue;
            m_window.splitDockWidget(before, dock, orientationOf(tree));
            dock->show();
            before = dock;
        }
        for (const QJsonValue &child : children)
            place(child.toObject(), depth + 1);
    }

    void size(const QJsonObject &tree, int depth)
    {
        if (depth > deepest)
            return;
        const QJsonArray children = childrenOf(tree);
        const QJsonArray sizes = tree.value(u"sizes"_s).toArray();
        QList<QDockWidget *> docks;
        QList<int> wanted;
        for (qsizetype i = 0; i < children.size(); ++i) {
            QDockWidget *dock = firstOf(children[i].toObject());
            if (!dock || sizes.size() != children.size())
                continue;
            docks << dock;
            wanted << std::max(1, sizes[i].toInt());
        }
        if (docks.size() > 1)
            m_window.resizeDocks(docks, wanted, orientationOf(tree));
        for (const QJsonValue &child : children)
            size(child.toObject(), depth + 1);
    }

    QMainWindow &m_window;
    const std::function<QDockWidget *(const QString &)> &m_find;
};

} // namespace

void arrangeDocks(QMainWindow &window, const QJsonObject &tree,
                  const std::function<QDockWidget *(const QString &)> &find)
{
    const auto docks = window.findChildren<QDockWidget *>(Qt::FindDirectChildrenOnly);
    for (QDockWidget *dock : docks) {
        dock->setFloating(false);
        window.removeDockWidget(dock);
    }
    Arranger(window, find).arrange(tree);
    // What is not shown has a place too: without one, Qt does not keep that it is hidden.
    for (QDockWidget *dock : docks) {
        if (window.dockWidgetArea(dock) != Qt::NoDockWidgetArea)
            continue;
        window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        dock->hide();
    }
}

} // namespace desk
