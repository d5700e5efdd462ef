//! Routes in words, and sentences that fit any words of the publisher's.
