// SPDX-License-Identifier: EUPL-1.2
// Sequences that wait without blocking, as coroutines. A Task starts when it is awaited (or handed
// to Running) and is cancelled by dropping it: whatever it waits for is deregistered by the
// destructors in its frame. Everything runs on the loop's thread.
//
// g++ 12 miscompiles some co_await subexpressions (temporaries in conditional operators and in
// braced arguments), so here co_await stands alone: as a statement or as a whole initialiser.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "bench/core/loop.h"

namespace banc {

template <class T>
class Task;

namespace detail {

struct PromiseBase {
    std::coroutine_handle<> waiter;
    struct Final {
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <class P>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<P> self) const noexcept {
            const auto next = self.promise().waiter;
            return next ? next : std::noop_coroutine();
        }
        void await_resume() const noexcept {}
    };
    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] Final final_suspend() const noexcept { return {}; }
    [[noreturn]] void unhandled_exception() const { std::terminate(); }  // errors are values here
};

template <class T>
struct Promise : PromiseBase {
    std::optional<T> value;
    Task<T> get_return_object();
    void return_value(T v) { value.emplace(std::move(v)); }
    T take() { return std::move(*value); }
};

template <>
struct Promise<void> : PromiseBase {
    Task<void> get_return_object();
    void return_void() const {}
    void take() const {}
};

}  // namespace detail

template <class T = void>
class [[nodiscard]] Task {
public:
    using promise_type = detail::Promise<T>;
    explicit Task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        std::swap(frame_, other.frame_);
        return *this;
    }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() {
        if (frame_) frame_.destroy();
    }

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) noexcept {
        frame_.promise().waiter = waiter;
        return frame_;
    }
    T await_resume() { return frame_.promise().take(); }

    void start() { frame_.resume(); }
    [[nodiscard]] bool done() const { return !frame_ || frame_.done(); }
    T take() { return frame_.promise().take(); }

private:
    std::coroutine_handle<promise_type> frame_;
};

namespace detail {
template <class T>
Task<T> Promise<T>::get_return_object() {
    return Task<T>(std::coroutine_handle<Promise<T>>::from_promise(*this));
}
inline Task<void> Promise<void>::get_return_object() {
    return Task<void>(std::coroutine_handle<Promise<void>>::from_promise(*this));
}
}  // namespace detail

// A task that runs by itself from now on. Dropping it cancels it.
class Running {
public:
    explicit Running(Task<void> task) : task_(std::move(task)) { task_.start(); }
    [[nodiscard]] bool done() const { return task_.done(); }

private:
    Task<void> task_;
};

// One answer that somebody gives later. The waiter owns it; whoever answers holds a Resolver, which
// does nothing once the waiter is gone or already answered. The waiter resumes through the loop,
// never from inside the call that answered.
template <class T>
class Answer {
    struct State {
        Loop* loop;
        std::optional<T> value;
        std::coroutine_handle<> waiter;
        TimerPtr wake;
    };

public:
    class Resolver {
    public:
        explicit Resolver(std::weak_ptr<State> state) : state_(std::move(state)) {}
        void operator()(T value) const {
            const auto state = state_.lock();
            if (!state || state->value) return;
            state->value.emplace(std::move(value));
            if (state->waiter) schedule(*state);
        }
        [[nodiscard]] bool wanted() const {
            const auto state = state_.lock();
            return state && !state->value;
        }

    private:
        std::weak_ptr<State> state_;
    };

    explicit Answer(Loop& loop) : state_(std::make_shared<State>(State{&loop, {}, {}, {}})) {}
    [[nodiscard]] Resolver resolver() const { return Resolver(state_); }

    [[nodiscard]] bool await_ready() const noexcept { return state_->value.has_value(); }
    void await_suspend(std::coroutine_handle<> waiter) noexcept {
        state_->waiter = waiter;
        if (state_->value) schedule(*state_);
    }
    T await_resume() { return std::move(*state_->value); }

private:
    static void schedule(State& state) {
        state.wake = state.loop->after(Nanos{0}, [waiter = state.waiter] { waiter.resume(); });
    }
    // Shared only so that a Resolver can tell that its waiter is gone (weak_ptr): one owner.
    std::shared_ptr<State> state_;  // allow: shared_ptr, owner is the Answer alone
};

struct Done {};

inline Task<void> pause(Loop& loop, Nanos delay) {
    Answer<Done> answer(loop);
    const auto timer = loop.after(delay, [r = answer.resolver()] { r(Done{}); });
    co_await answer;
}

}  // namespace banc
