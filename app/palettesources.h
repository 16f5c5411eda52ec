// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sourceview.h"
#include "widgets/workspace/palettesource.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>

#include <functional>
#include <vector>

// What the command palette of a window finds. GUI thread.
namespace desk {

// The side of the window that is looked at, and a number that changes when it is another one.
struct PaletteSide
{
    std::function<const SourceView &()> view;
    std::function<quint64()> epoch;
};

// Actions of the menus that have a name, layouts among them, as QAction runs them.
class ActionSource final : public PaletteSource
{
    Q_DECLARE_TR_FUNCTIONS(desk::ActionSource)

public:
    struct Command
    {
        QPointer<QAction> action;
        QString path; // View › Theme › Dark
    };
    // The commands of now.
    using Lister = std::function<std::vector<Command>()>;

    ActionSource(Lister lister, std::function<quint64()> menus);
    [[nodiscard]] QString kind(std::size_t entry) const override;
    [[nodiscard]] quint64 epoch() const override;
    [[nodiscard]] std::size_t size() const override { return m_commands.size(); }
    [[nodiscard]] std::string words(std::size_t entry) const override;
    [[nodiscard]] QString explanation(std::size_t entry) const override;
    [[nodiscard]] QString shortcut(std::size_t entry) const override;
    void run(std::size_t entry) override;
    [[nodiscard]] int bonus() const override { return 12; }

private:
    const Lister m_lister;
    const std::function<quint64()> m_menus;
    mutable std::vector<Command> m_commands;
    mutable quint64 m_epoch = ~quint64{0};
};

// Nodes and links: Enter selects them everywhere.
class EntitySource final : public PaletteSource
{
    Q_DECLARE_TR_FUNCTIONS(desk::EntitySource)

public:
    explicit EntitySource(PaletteSide side)
        : m_side(std::move(side))
    {
    }
    [[nodiscard]] QString kind(std::size_t entry) const override;
    [[nodiscard]] quint64 epoch() const override { return m_side.epoch(); }
    [[nodiscard]] std::size_t size() const override;
    [[nodiscard]] std::string words(std::size_t entry) const override;
    [[nodiscard]] QString explanation(std::size_t entry) const override;
    void run(std::size_t entry) override;
    [[nodiscard]] int bonus() const override { return 6; }

private:
    const PaletteSide m_side;
};

// Parameters: Enter puts them on a chart.
class ParameterSource final : public PaletteSource
{
    Q_DECLARE_TR_FUNCTIONS(desk::ParameterSource)

public:
    ParameterSource(PaletteSide side, std::function<void()> showCharts)
        : m_side(std::move(side))
        , m_showCharts(std::move(showCharts))
    {
    }
    [[nodiscard]] QString kind(std::size_t) const override { return tr("Parameter"); }
    [[nodiscard]] quint64 epoch() const override { return m_side.epoch(); }
    [[nodiscard]] std::size_t size() const override;
    [[nodiscard]] std::string words(std::size_t entry) const override;
    [[nodiscard]] QString explanation(std::size_t entry) const override;
    void run(std::size_t entry) override;

private:
    const PaletteSide m_side;
    const std::function<void()> m_showCharts;
};

// Marks of operators: Enter goes there.
class MarkSource final : public PaletteSource
{
    Q_DECLARE_TR_FUNCTIONS(desk::MarkSource)

public:
    MarkSource(PaletteSide side, std::function<void(Timestamp)> show)
        : m_side(std::move(side))
        , m_show(std::move(show))
    {
    }
    [[nodiscard]] QString kind(std::size_t) const override { return tr("Mark"); }
    [[nodiscard]] quint64 epoch() const override;
    [[nodiscard]] std::size_t size() const override;
    [[nodiscard]] std::string words(std::size_t entry) const override;
    [[nodiscard]] QString explanation(std::size_t entry) const override;
    void run(std::size_t entry) override;

private:
    const PaletteSide m_side;
    const std::function<void(Timestamp)> m_show;
};

// Panels: Enter shows them, in front, and the keys go there.
class PanelSource final : public PaletteSource
{
    Q_DECLARE_TR_FUNCTIONS(desk::PanelSource)

public:
    struct Entry
    {
        QString title;
        QString shortcut;
        std::function<void()> focus;
    };

    PanelSource(std::function<std::vector<Entry>()> panels, std::function<quint64()> menus)
        : m_list(std::move(panels))
        , m_menus(std::move(menus))
    {
    }
    [[nodiscard]] QString kind(std::size_t) const override { return tr("Panel"); }
    [[nodiscard]] quint64 epoch() const override;
    [[nodiscard]] std::size_t size() const override { return m_panels.size(); }
    [[nodiscard]] std::string words(std::size_t entry) const override;
    [[nodiscard]] QString explanation(std::size_t entry) const override;
    [[nodiscard]] QString shortcut(std::size_t entry) const override { return m_panels[entry].shortcut; }
    void run(std::size_t entry) override { m_panels[entry].focus(); }
    [[nodiscard]] int bonus() const override { return 14; }

private:
    const std::function<std::vector<Entry>()> m_list;
    const std::function<quint64()> m_menus;
    mutable std::vector<Entry> m_panels;
    mutable quint64 m_epoch = ~quint64{0};
};

} // namespace desk
